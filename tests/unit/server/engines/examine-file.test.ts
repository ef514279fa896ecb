import { beforeAll, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../server/config.ts';
import { examineFile } from '../../../../server/engines/examine-file.ts';
import type { Extractor } from '../../../../server/engines/extract/extractor.ts';
import { readRuleSet } from '../../../../server/engines/rule-set.ts';
import { createScanProgress, type ScanProgress } from '../../../../server/engines/scan-progress.ts';
import { createUnpackBudget, type UnpackLimits } from '../../../../server/engines/unpack-budget.ts';
import { createYaraEngine, type YaraEngine } from '../../../../server/engines/yara-engine.ts';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';

let engine: YaraEngine;
beforeAll(() => {
  engine = createYaraEngine(readRuleSet([]));
});

/** Takes off one byte, as long as the first one is `>`. */
const peel = toExtractor(function* ({ bytes }) {
  yield { name: 'inner', bytes: bytes.subarray(1) };
});

it('scans a part on every level, and names it by its path', () => {
  const { findings, gaps } = examine(Buffer.concat([Buffer.from('>>'), makeEicar()]), peel);
  expect(findings).toMatchObject([{ rule: 'EICAR_Test_File', member: 'inner/inner' }]);
  expect(gaps).toEqual([]);
});

it('notes an archive in a part', () => {
  const { pending } = examine(Buffer.concat([Buffer.from('>'), makeZip({ a: Buffer.from('b') })]), peel);
  expect(pending).toContainEqual(expect.objectContaining({ path: 'inner', depth: 2 }));
});

it('opens as many levels as are allowed, and tells what lies deeper', () => {
  const bytes = Buffer.concat([Buffer.from('>>>'), makeEicar()]);
  const { findings, closed } = examine(bytes, peel, { maxDepth: 2 });
  expect(findings).toEqual([]);
  expect(closed).toEqual([{ limit: 'depth', path: 'inner/inner' }]);
});

it('tells nothing of a deep file that holds nothing', () => {
  const nothing = toExtractor(() => []);
  expect(examine(Buffer.from('>'), nothing, { maxDepth: 0 })).toMatchObject({ closed: [], gaps: [] });
});

it.each<[limit: string, limits: Partial<UnpackLimits>]>([
  ['members', { maxMembers: 2 }],
  ['size', { maxBytes: 3 }],
  ['member_size', { maxMemberBytes: 0 }],
])('stops at the limit %s and says so', (limit, limits) => {
  const many = toExtractor(function* () {
    for (let index = 0; index < 10; index += 1) yield { name: `${index}`, bytes: Buffer.from('x') };
  });
  expect(examine(Buffer.from('>'), many, limits).gaps).toMatchObject([
    { name: 'archive_limit', data: { limit, archive: null, count: null } },
  ]);
});

it.each([
  ['encrypted', 'encrypted', { password: 'missing' }],
  ['damaged', 'corrupt_content', {}],
  ['unsupported', 'unsupported_content', {}],
] as const)('a part that is %s is a gap', (reason, name, data) => {
  const closed = toExtractor(() => [{ reason, words: 'it is so', members: ['a', 'b'] }]);
  expect(examine(Buffer.from('>'), closed).gaps).toEqual([
    {
      name,
      description: '2 parts of the file could not be scanned: it is so.',
      data: { archive: null, ...data, members: ['a', 'b'], count: 2 },
    },
  ]);
});

it('a file that breaks an extractor is a gap, after the parts that came before', () => {
  const broken = toExtractor(function* () {
    yield { name: 'a', bytes: makeEicar() };
    throw new RangeError('out of bounds');
  });
  expect(examine(Buffer.from('>'), broken)).toMatchObject({
    findings: [{ member: 'a' }],
    gaps: [{ name: 'corrupt_content', description: expect.stringContaining('out of bounds') }],
  });
});

function toExtractor(extract: Extractor['extract']): Extractor {
  return { matches: ({ bytes }) => bytes[0] === 0x3e, extract };
}

function examine(bytes: Uint8Array, extractor: Extractor, changes: Partial<UnpackLimits> = {}): ScanProgress {
  const limits = { ...DEFAULT_CONFIG.unpack, ...changes };
  const progress = createScanProgress();
  const budget = createUnpackBudget(limits, bytes.length, Date.now);
  const deps = { engine, budget, password: null, maxDepth: limits.maxDepth, extractors: [extractor] };
  examineFile({ bytes, name: 'x', path: null, depth: 1 }, deps, progress);
  return progress;
}
