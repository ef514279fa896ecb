import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../tools/run-tool.ts';
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
  const earlier = existsSync(LATEST) ? await readResults(LATEST) : {};
  const whole = new Set(chosen.filter(({ part }) => part === undefined).map(({ name }) => name));
  const latest = withLoadTotals(mergeResults(earlier, results, whole));
  await writeResults(LATEST, latest);
  const readme = await readFile(README, 'utf8');
  await writeFile(README, replaceBetween(readme, 'bench', toReadmeTable(latest)));
}
