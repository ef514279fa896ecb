import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { ensureFirefox } from '../browser/ensure-firefox.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT, runTool, type ToolResult } from '../tools/run-tool.ts';
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
  prepare?: (() => Promise<void>) | undefined;
  /** Runs it; `report` is where its JSON goes. */
  run: (report: string) => Promise<ToolResult>;
};

const SUITES: readonly Suite[] = [
  { kind: 'unit', name: 'unit', runner: 'vitest', run: vitest('unit') },
  { kind: 'integration', name: 'integration', runner: 'vitest', run: vitest('integration') },
  { kind: 'e2e', name: 'e2e', runner: 'playwright', prepare: prepareChromium, run: runPlaywright },
  { kind: 'e2e', name: 'e2e-firefox', runner: 'vitest', prepare: prepareFirefox, run: vitest('firefox') },
];

type Outcome = { counts: Counts; failures: string[] };

const { only } = readOptions(USAGE, { only: { type: 'string' } });
const suites = SUITES.filter(({ kind }) => only === undefined || kind === only);
if (suites.length === 0) refuseOptions(USAGE, `--only takes one of ${KINDS.join(', ')}`);

const outcomes: Outcome[] = [];
for (const suite of suites) outcomes.push(await runSuite(suite));
const counts = outcomes
  .map((outcome) => outcome.counts)
  .reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
const failures = outcomes.flatMap((outcome) => outcome.failures);
if (failures.length > 0) process.stdout.write(`\nFailed:\n${failures.map((name) => `  ${name}\n`).join('')}`);
process.stdout.write(`\n${toClosingLine(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runSuite({ name, runner, prepare, run }: Suite): Promise<Outcome> {
  const report = join(REPORTS, `${name}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  const code = await prepareAndRun({ prepare, run }, report);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  const counts = countResults(runner, text, code);
  const failures = listFailures(runner, text ?? '').map((failure) => failure.replace(ROOT, ''));
  const isNamed = counts.failed === 0 || failures.length > 0;
  return { counts, failures: isNamed ? failures : [`${name}: outside of any test`] };
}

async function prepareAndRun(
  { prepare, run }: Pick<Suite, 'prepare' | 'run'>,
  report: string,
): Promise<number> {
  try {
    await prepare?.();
    return (await run(report)).code;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

function vitest(project: string): Suite['run'] {
  return (report) =>
    runTool('vitest', [
      'run',
      `--project=${project}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
}

function runPlaywright(report: string): Promise<ToolResult> {
  return runTool('playwright', ['test', '--reporter=list,json'], {
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
