import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tools/run-tool.ts';
import { writeWhole } from '../tools/write-whole.ts';
import type { Benchmark } from './benchmark.ts';
import type { Results } from './figure.ts';
import { mergeResults } from './merge-results.ts';
import { readResults } from './read-results.ts';
import { replaceBetween } from './replace-between.ts';
import { toReadmeTable } from './to-readme-table.ts';
import { withLoadTotals } from './with-load-totals.ts';
import { writeResults } from './write-results.ts';

const LATEST = join(ROOT, 'bench', 'latest.json');
const README = join(ROOT, 'README.md');

/**
 * Puts the figures of a run into `bench/latest.json`, beside those of the benchmarks that it left out, and the most
 * telling ones into the README.
 */
export async function keepLatest(results: Results, chosen: readonly Benchmark[]): Promise<void> {
  const earlier = await readLatest();
  const whole = new Set(chosen.filter(({ part }) => part === undefined).map(({ name }) => name));
  const latest = withLoadTotals(mergeResults(earlier, results, whole));
  await writeResults(LATEST, latest);
  await writeWhole(README, replaceBetween(await readFile(README, 'utf8'), 'bench', toReadmeTable(latest)));
}

/**
 * Makes sure that a run can be kept, before it is measured for an hour.
 * @throws Error that says what to do
 */
export async function requireKeepable(): Promise<void> {
  await readLatest();
  replaceBetween(await readFile(README, 'utf8'), 'bench', '');
}

async function readLatest(): Promise<Results> {
  return existsSync(LATEST) ? await readResults(LATEST) : {};
}
