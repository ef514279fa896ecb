/** Measures the extension in real browsers: `npm run bench`. */
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { runCommand } from '../tools/run-command.ts';
import type { BenchPlan } from './benchmark.ts';
import { BENCHMARKS } from './benchmarks.ts';
import { chooseBenchmarks, toBenchmarkId } from './choose-benchmarks.ts';
import type { Figures, Results } from './figure.ts';
import { keepLatest } from './keep-latest.ts';
import { openBenchLab } from './open-bench-lab.ts';
import { readResults } from './read-results.ts';
import { toBenchTable } from './to-bench-table.ts';
import { withLoadTotals } from './with-load-totals.ts';
import { writeResults } from './write-results.ts';

const USAGE =
  'npm run bench [-- --only NAME,…] [-- --runs N] [-- --quick] [-- --json FILE] [-- --compare FILE]';
const DEFAULT_RUNS = 5;

const options = readOptions(USAGE, {
  only: { type: 'string', multiple: true, default: [] },
  runs: { type: 'string' },
  quick: { type: 'boolean', default: false },
  json: { type: 'string' },
  compare: { type: 'string' },
});
const chosen = choose();
const plan = toPlan();

const parts = new AsyncDisposableStack();
await runCommand(bench, parts);

async function bench(): Promise<number> {
  const earlier = options.compare === undefined ? undefined : await readResults(options.compare);
  const lab = await openBenchLab(parts);
  const results: Record<string, Figures> = {};
  for (const benchmark of chosen) {
    process.stderr.write(`${toBenchmarkId(benchmark)} …\n`);
    const figures = await benchmark.run(lab, plan);
    results[benchmark.name] = { ...results[benchmark.name], ...figures };
    // After each of them: what was measured for minutes is not lost where a later one fails.
    await keep(results);
  }
  process.stdout.write(`${toBenchTable(withLoadTotals(results), earlier)}\n`);
  return 0;
}

/** A quick look is not what the next run is compared to. */
async function keep(results: Results): Promise<void> {
  if (options.json !== undefined) await writeResults(options.json, withLoadTotals(results));
  else if (!plan.isQuick) await keepLatest(results, chosen);
}

function choose() {
  try {
    return chooseBenchmarks(BENCHMARKS, options.only);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return refuseOptions(USAGE, `${error.message}, but ${BENCHMARKS.map(toBenchmarkId).join(', ')}`);
  }
}

function toPlan(): BenchPlan {
  const isQuick = options.quick;
  const runs = options.runs === undefined ? (isQuick ? 1 : DEFAULT_RUNS) : Number(options.runs);
  if (!Number.isInteger(runs) || runs < 1) refuseOptions(USAGE, '--runs takes a whole number from 1');
  return { runs, isQuick };
}
