import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { ensureFirefox } from '../browser/ensure-firefox.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT, type RunToolOptions, runTool, type ToolResult } from '../tools/run-tool.ts';
import { addCounts, type Counts, countResults, toClosingLine } from './count-results.ts';
import { listFailures } from './list-failures.ts';

const KINDS = ['unit', 'integration', 'e2e'] as const;
const USAGE = `npm test [-- --only ${KINDS.join('|')}]`;
const REPORTS = join(ROOT, '.sluice', 'reports');

type Suite = {
  kind: (typeof KINDS)[number];
  name: string;
  runner: 'vitest' | 'playwright';
  /** What it needs; before any test, so that no test's time is spent on it. */
  prepare?: () => Promise<unknown>;
  /** Runs it; `report` is where its JSON goes. */
  run: (report: string, options: RunToolOptions) => Promise<ToolResult>;
};

/**
 * One group after the other. Those of one group run at once: both wait most of the time, for alarms and for one browser
 * at a time.
 */
const GROUPS: readonly (readonly Suite[])[] = [
  [{ kind: 'unit', name: 'unit', runner: 'vitest', run: vitest('unit') }],
  [{ kind: 'integration', name: 'integration', runner: 'vitest', run: vitest('integration') }],
  [
    {
      kind: 'e2e',
      name: 'e2e',
      runner: 'playwright',
      prepare: prepareChromium,
      run: playwright('browser'),
    },
  ],
  [
    { kind: 'e2e', name: 'e2e-faults', runner: 'playwright', run: playwright('faults', ['--workers=5']) },
    { kind: 'e2e', name: 'e2e-firefox', runner: 'vitest', prepare: prepareFirefox, run: vitest('firefox') },
  ],
];

type Outcome = { counts: Counts; failures: string[] };

const { only } = readOptions(USAGE, { only: { type: 'string' } });
const groups = GROUPS.map((group) => group.filter(({ kind }) => only === undefined || kind === only));
if (groups.every((group) => group.length === 0))
  refuseOptions(USAGE, `--only takes one of ${KINDS.join(', ')}`);

const outcomes: Outcome[] = [];
for (const group of groups) outcomes.push(...(await runGroup(group)));
const counts = outcomes
  .map((outcome) => outcome.counts)
  .reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
const failures = outcomes.flatMap((outcome) => outcome.failures);
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((name) => `  ${name}\n`).join('')}`);
process.stdout.write(`\n${toClosingLine(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** The first one talks as it goes, the others when they have ended. */
async function runGroup(group: readonly Suite[]): Promise<Outcome[]> {
  const isPrepared = await prepareAll(group);
  if (!isPrepared)
    return group.map(({ name }) => ({ counts: countResults('vitest', undefined, 1), failures: [name] }));
  const runs = group.map((suite, index) => runSuite(suite, index > 0));
  const ended = await Promise.all(runs);
  for (const { output } of ended) process.stdout.write(output);
  return ended;
}

async function prepareAll(group: readonly Suite[]): Promise<boolean> {
  try {
    for (const { prepare } of group) await prepare?.();
    return true;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return false;
  }
}

async function runSuite(
  { name, runner, run }: Suite,
  isQuiet: boolean,
): Promise<Outcome & { output: string }> {
  const report = join(REPORTS, `${name}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  const { code, output } = await run(report, { isQuiet });
  const text = await readFile(report, 'utf8').catch(() => undefined);
  const counts = countResults(runner, text, code);
  const failures = listFailures(runner, text ?? '').map((failure) => failure.replace(ROOT, ''));
  const isNamed = counts.failed === 0 || failures.length > 0;
  return { counts, failures: isNamed ? failures : [`${name}: outside of any test`], output };
}

function vitest(project: string): Suite['run'] {
  return (report, options) =>
    runTool(
      'vitest',
      ['run', `--project=${project}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
      options,
    );
}

function playwright(project: string, args: readonly string[] = []): Suite['run'] {
  return (report, options) =>
    runTool('playwright', ['test', `--project=${project}`, '--reporter=list,json', ...args], {
      ...options,
      env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
    });
}

async function prepareChromium(): Promise<void> {
  ensureBrowser();
  await buildExtension();
}

async function prepareFirefox(): Promise<void> {
  ensureFirefox();
  await buildExtension('firefox');
}
