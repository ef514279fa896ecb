import { expect, it } from 'vitest';
import { readChain } from '../../../../../server/engines/extract/ole/sector-chain.ts';

const END = 0xffff_fffe;

/** Three sectors of two bytes, each followed by the one that the list says. */
function read(following: readonly number[], size: number | null) {
  const next = Buffer.alloc(following.length * 4);
  for (const [at, sector] of following.entries()) next.writeUInt32LE(sector, at * 4);
  const { bytes, whole } = readChain(
    { bytes: Buffer.from('aabbcc'), base: 0, sectorBytes: 2, next },
    0,
    size,
  );
  return { text: bytes.toString(), whole };
}

it('a chain is read in its order', () => {
  expect(read([2, END, 1], 6)).toEqual({ text: 'aaccbb', whole: true });
  expect(read([1, END, END], null)).toEqual({ text: 'aabb', whole: true });
});

it('a chain that runs in a circle is read once, and is not whole', () => {
  expect(read([1, 0, END], 6)).toEqual({ text: 'aabb', whole: false });
  expect(read([0, END, END], null)).toEqual({ text: 'aa', whole: false });
});
