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

test.each(['', '[]', '{"size":{"background":5}}'])('%j is refused, with what to do', async (text) => {
  const path = join(folder, 'other.json');
  await writeFile(path, text);
  await expect(readResults(path)).rejects.toThrow('npm run bench');
});

test('a file that is not there is refused, with what to do', async () => {
  await expect(readResults(join(folder, 'none.json'))).rejects.toThrow('npm run bench');
});
