import { describe, expect, it } from 'vitest';
import { decompressVba } from '../../../../../server/engines/extract/ole/decompress-vba.ts';
import { readVbaSources } from '../../../../../server/engines/extract/ole/vba-project.ts';
import { compressVba } from '../../../../fixtures/server/documents/compress-vba.ts';
import { makeVbaStreams } from '../../../../fixtures/server/documents/make-vba-streams.ts';

const LONG_SOURCE = Array.from({ length: 900 }, (_, line) => `Debug.Print "line ${line}"`).join('\n');
const unlimited = (): void => {};

describe('packed VBA', () => {
  // The three examples of [MS-OVBA] 3.2.
  it.each([
    [
      'without copies',
      '01 19 b0 00 61 62 63 64 65 66 67 68 00 69 6a 6b 6c 6d 6e 6f 70 00 71 72 73 74 75 76 2e',
      'abcdefghijklmnopqrstuv.',
    ],
    [
      'with copies',
      '01 2f b0 00 23 61 61 61 62 63 64 65 82 66 00 70 61 67 68 69 6a 01 38 08 61 6b 6c 00 30 6d 6e 6f 70 06 71 02 70 04 10 72 73 74 75 76 10 77 78 79 7a 00 3c',
      '#aaabcdefaaaaghijaaaaaklaaamnopqaaaaaaaaaaaarstuvwxyzaaa',
    ],
    ['of one letter', '01 03 b0 02 61 45 00', 'a'.repeat(73)],
  ])('%s is unpacked', (_, hex, text) => {
    const { bytes, whole } = decompressVba(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, unlimited);
    expect({ text: bytes.toString(), whole }).toEqual({ text, whole: true });
  });

  it('comes back over several chunks', () => {
    expect(decompressVba(compressVba(Buffer.from(LONG_SOURCE)), 0, unlimited).bytes.toString()).toBe(
      LONG_SOURCE,
    );
  });

  it('that is cut short or broken gives what stands before', () => {
    const packed = compressVba(Buffer.from(LONG_SOURCE));
    const cut = decompressVba(packed.subarray(0, packed.length - 20), 0, unlimited);
    expect(cut.whole).toBe(false);
    expect(LONG_SOURCE.startsWith(cut.bytes.toString())).toBe(true);
    expect(cut.bytes.length).toBeGreaterThan(4096);
  });

  it('tells its size before it takes the memory', () => {
    const stop = (size: number): void => {
      if (size > 8192) throw new Error('too large');
    };
    expect(() => decompressVba(compressVba(Buffer.alloc(100_000)), 0, stop)).toThrow('too large');
  });
});

describe('a VBA project', () => {
  const toStreams = (modules: Record<string, string>) =>
    Object.entries(makeVbaStreams(modules))
      .filter(([path]) => path.startsWith('VBA/'))
      .map(([path, bytes]) => ({ name: path.slice(4), bytes: Buffer.from(bytes) }));
  const toTexts = (streams: ReturnType<typeof toStreams>) =>
    [...readVbaSources(streams, unlimited)].map(({ name, bytes }) => [name, bytes.toString('latin1')]);

  it('gives its list and the source of each module', () => {
    const texts = Object.fromEntries(toTexts(toStreams({ Module1: 'Sub A()', Sheet1: LONG_SOURCE })));
    expect(Object.keys(texts)).toEqual(['dir-unpacked', 'Module1.bas', 'Sheet1.bas']);
    expect(texts['Module1.bas']).toBe('Attribute VB_Name = "Module1"\r\nSub A()\r\n');
    expect(texts['Sheet1.bas']).toContain(LONG_SOURCE.slice(-100).replaceAll('\n', '\r\n'));
  });

  it('hides no module by a list that is damaged or does not name it', () => {
    const streams = toStreams({ Module1: 'Sub A()', Module2: 'Sub B()' });
    const damaged = streams.map((stream) =>
      stream.name === 'dir' ? { ...stream, bytes: Buffer.from('xx') } : stream,
    );
    expect(toTexts(damaged).map(([name]) => name)).toEqual(['dir-unpacked', 'Module1.bas', 'Module2.bas']);
    const renamed = streams.map((stream) =>
      stream.name === 'Module2' ? { ...stream, name: 'Other' } : stream,
    );
    expect(toTexts(renamed).map(([name]) => name)).toContain('Other.bas');
  });
});
