/** Measures the extension in a real browser: `npm run bench`. */
import { writeFile } from 'node:fs/promises';
import { untilSignal } from '../start/until-signal.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { BENCHMARKS } from './benchmarks.ts';
import type { Results } from './figure.ts';
import { openBenchLab } from './open-bench-lab.ts';
import { readResults } from './read-results.ts';
import { toBenchTable } from './to-bench-table.ts';

const NAMES = BENCHMARKS.map(({ name }) => name);
const USAGE = `npm run bench [-- --only ${NAMES.join('|')}] [-- --runs N] [-- --json FILE] [-- --compare FILE]`;
const DEFAULT_RUNS = 5;

const options = readOptions(USAGE, {
  only: { type: 'string' },
  runs: { type: 'string' },
  json: { type: 'string' },
  compare: { type: 'string' },
});
const chosen = BENCHMARKS.filter(({ name }) => options.only === undefined || name === options.only);
if (chosen.length === 0) refuseOptions(USAGE, `--only takes one of ${NAMES.join(', ')}`);
const runs = options.runs === undefined ? DEFAULT_RUNS : Number(options.runs);
if (!Number.isInteger(runs) || runs < 1) refuseOptions(USAGE, '--runs takes a whole number from 1');

const parts = new AsyncDisposableStack();
const code = await Promise.race([bench(), untilSignal()]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
await parts.disposeAsync();
process.exit(code);

async function bench(): Promise<number> {
  const earlier = options.compare === undefined ? undefined : await readResults(options.compare);
  const lab = await openBenchLab(parts);
  const results: Record<string, Results[string]> = {};
  for (const { name, run } of chosen) {
    process.stderr.write(`${name} …\n`);
    results[name] = await run(lab, runs);
  }
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(results, undefined, 2)}\n`);
  process.stdout.write(`${toBenchTable(results, earlier)}\n`);
  return 0;
}
