/** Measures the extension in real browsers: `npm run bench`. */
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { requireWritableFile } from '../tools/require-writable-file.ts';
import { runCommand } from '../tools/run-command.ts';
import type { BenchPlan } from './benchmark.ts';
import { BENCHMARKS } from './benchmarks.ts';
import { chooseBenchmarks, toBenchmarkId } from './choose-benchmarks.ts';
import type { Figures, Results } from './figure.ts';
import { keepLatest, requireKeepable } from './keep-latest.ts';
import { openBenchLab } from './open-bench-lab.ts';
import { readResults } from './read-results.ts';
import { toBenchTable } from './to-bench-table.ts';
import { withLoadTotals } from './with-load-totals.ts';
import { writeResults } from './write-results.ts';

const USAGE = 'npm run bench -- [--only NAME,…] [--runs N] [--quick] [--json FILE] [--compare FILE]';
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

const results: Record<string, Figures> = {};
let earlier: Results | undefined;

const parts = new AsyncDisposableStack();
// What was measured before a fault or Ctrl+C is told as well.
parts.defer(() => {
  if (Object.keys(results).length > 0)
    process.stdout.write(`${toBenchTable(withLoadTotals(results), earlier)}\n`);
});
await runCommand(bench, parts);

async function bench(): Promise<number> {
  if (options.compare !== undefined) earlier = await readResults(options.compare);
  if (options.json !== undefined) await requireWritableFile(options.json);
  else if (!plan.isQuick) await requireKeepable();
  const lab = await openBenchLab(parts);
  for (const benchmark of chosen) {
    const id = toBenchmarkId(benchmark);
    process.stderr.write(`${id} …\n`);
    const figures = await benchmark.run(lab, plan).catch((cause: unknown) => {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${id} could not be measured: ${reason}`, { cause });
    });
    results[benchmark.name] = { ...results[benchmark.name], ...figures };
    // After each of them: what was measured for minutes is not lost where a later one fails.
    await keep();
  }
  return 0;
}

/** A quick look is not what the next run is compared to. */
async function keep(): Promise<void> {
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
