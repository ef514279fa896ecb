import { randomBytes } from 'node:crypto';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { makeLargeZip, type PackedMember } from '../../../scripts/attacks/bombs/make-large-zip.ts';
import { makeSevenZip } from '../../../scripts/attacks/bombs/make-seven-zip.ts';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { unpackArchive } from '../../../server/engines/unpack-archive.ts';
import { createUnpackBudget } from '../../../server/engines/unpack-budget.ts';
import { makeZip } from '../../../server/samples/make-zip.ts';

it('an engine that fails on a member is no damage of the archive', async () => {
  const bytes = makeZip({ 'a.txt': Buffer.from('x'), 'b.txt': Buffer.from('y') });
  const budget = createUnpackBudget(DEFAULT_CONFIG.unpack, bytes.length, Date.now);
  const seen: string[] = [];
  const unpacking = unpackArchive({ bytes, name: 'x.zip', password: null }, budget, (path) => {
    seen.push(path);
    throw new Error('the engine broke');
  });
  await expect(unpacking).rejects.toThrow('the engine broke');
  expect(seen).toEqual(['a.txt']);
});

describe('a member that is too large to be kept', () => {
  const MB = 1_000_000;
  /** More than 30 MB from 6 MB are a bomb, and more than 10 MB are too many for one member. */
  const limits = { ...DEFAULT_CONFIG.unpack, maxMemberBytes: 10 * MB, maxRatio: 5, ratioFloorBytes: 0 };
  const noise = randomBytes(6 * MB);
  const packers: [format: string, pack: (content: Buffer) => Uint8Array][] = [
    ['gzip', (content) => gzipSync(content, { level: 1 })],
    ['zip', (content) => makeLargeZip([toMember('content', content)])],
    ['7z', (content) => makeSevenZip('content', deflateRawSync(content, { level: 1 }), content.length)],
  ];

  describe.each(packers)('in %s', (_format, pack) => {
    it.each([
      ['is a bomb where it goes on to grow so', Buffer.concat([Buffer.alloc(35 * MB), noise]), 'ratio'],
      ['is none where it stops growing so', Buffer.concat([Buffer.alloc(11 * MB), noise]), 'member_size'],
      ['is none where it hardly grows', Buffer.concat([noise, Buffer.alloc(8 * MB)]), 'member_size'],
    ])('%s', async (_case, content, stoppedBy) => {
      const bytes = pack(content);
      const budget = createUnpackBudget(limits, bytes.length, Date.now);
      const seen: string[] = [];
      const unpacking = unpackArchive({ bytes, name: 'x', password: null }, budget, (path) =>
        seen.push(path),
      );
      expect(await unpacking).toMatchObject({ stoppedBy, damage: null });
      expect(seen).toEqual([]);
    });
  });

  it('is a bomb however little the members before it grow', async () => {
    const bytes = makeLargeZip([toMember('a', noise), toMember('b', Buffer.alloc(35 * MB))]);
    const budget = createUnpackBudget(limits, bytes.length, Date.now);
    const unpacking = unpackArchive({ bytes, name: 'x', password: null }, budget, () => {});
    expect(await unpacking).toMatchObject({ stoppedBy: 'ratio', damage: null });
  });

  it('is none where it ends before', async () => {
    const bytes = makeLargeZip([toMember('a', Buffer.alloc(11 * MB)), toMember('b', noise)]);
    const budget = createUnpackBudget(limits, bytes.length, Date.now);
    const unpacking = unpackArchive({ bytes, name: 'x', password: null }, budget, () => {});
    expect(await unpacking).toMatchObject({ stoppedBy: 'member_size', damage: null });
  });
});

function toMember(name: string, content: Buffer): PackedMember {
  const packed = deflateRawSync(content, { level: 1 });
  return { name: Buffer.from(name), method: 8, packed, size: content.length, crc: crc32(content) };
}
