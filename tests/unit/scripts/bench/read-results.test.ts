import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { toFigure } from '../../../../scripts/bench/figure.ts';
import { readResults } from '../../../../scripts/bench/read-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-results-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('what was written is read', async () => {
  const results = { size: { background: toFigure([55_000], 'bytes') } };
  const path = join(folder, 'latest.json');
  await writeFile(path, JSON.stringify(results));
  expect(await readResults(path)).toEqual(results);
});

const withMedian = (median: string) => `{"size":{"zip":{"median":${median},"min":1,"max":1,"unit":"ms"}}}`;

test.each([
  '',
  '[]',
  '{"size":{"background":5}}',
  '{"__proto__":{"zip":{"median":1,"min":1,"max":1,"unit":"ms"}}}',
  withMedian('1e999'),
  withMedian('null'),
])('%j is refused, with what to do', async (text) => {
  const path = join(folder, 'other.json');
  await writeFile(path, text);
  await expect(readResults(path)).rejects.toThrow('npm run bench');
});

test('what is wrong is told in one short line, whatever the file holds', async () => {
  const path = join(folder, 'hostile.json');
  await writeFile(path, JSON.stringify({ size: { zip: { unit: `\u001b[2J\n${'x'.repeat(10_000)}` } } }));
  const error: unknown = await readResults(path).catch((cause: unknown) => cause);
  const words = error instanceof Error ? error.message.replace(path, '') : '';
  expect(words).toMatch(
    /^ holds no results \(.{1,160}\)\. Name a file that "npm run bench -- --json FILE" wrote\.$/,
  );
});

test('what is far larger than results is not read to its end', async () => {
  await expect(readResults('/dev/zero')).rejects.toThrow('npm run bench');
});

test('a file that is not there is refused, with what to do', async () => {
  await expect(readResults(join(folder, 'none.json'))).rejects.toThrow('npm run bench');
});
