/** Runs the tests and counts them: `npm test`. */
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { ensureFirefox } from '../browser/ensure-firefox.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT, runTool, type ToolResult } from '../tools/run-tool.ts';
import { addCounts, type Counts, countListed, countResults, toClosingLine } from './count-results.ts';
import { type Failure, listFailures } from './list-failures.ts';
import { toFailureLines } from './to-failure-lines.ts';

const KINDS = ['unit', 'integration', 'e2e'] as const;
const USAGE = `npm test -- [--only ${KINDS.join('|')}] [--require-firefox]`;
const REPORTS = join(ROOT, '.sluice', 'reports');

type Suite = {
  kind: (typeof KINDS)[number];
  name: string;
  runner: 'vitest' | 'playwright';
  /** What its tests are skipped without: throws with the words for people where it can't be had. */
  need?: (() => void) | undefined;
  /** What it needs; before any test, so that no test's time is spent on it. */
  prepare?: (() => Promise<void>) | undefined;
  /** Runs it; `report` is where its JSON goes. */
  run: (report: string) => Promise<ToolResult>;
};

const SUITES: readonly Suite[] = [
  { kind: 'unit', name: 'unit', runner: 'vitest', run: vitest('unit') },
  { kind: 'integration', name: 'integration', runner: 'vitest', run: vitest('integration') },
  { kind: 'e2e', name: 'e2e', runner: 'playwright', prepare: prepareChromium, run: runPlaywright },
  {
    kind: 'e2e',
    name: 'e2e-firefox',
    runner: 'vitest',
    need: ensureFirefox,
    prepare: async () => void (await buildExtension('firefox')),
    run: vitest('firefox'),
  },
];

type Outcome = { counts: Counts; failures: Failure[] };

const { only, 'require-firefox': mustHaveFirefox = false } = readOptions(USAGE, {
  only: { type: 'string' },
  'require-firefox': { type: 'boolean' },
});
const suites = SUITES.filter(({ kind }) => only === undefined || kind === only);
if (suites.length === 0) refuseOptions(USAGE, `--only takes one of ${KINDS.join(', ')}`);

const outcomes: Outcome[] = [];
for (const suite of suites) outcomes.push(await runSuite(suite));
const counts = outcomes
  .map((outcome) => outcome.counts)
  .reduce(addCounts, { passed: 0, failed: 0, skipped: 0 });
const failures = outcomes.flatMap((outcome) => outcome.failures);
for (const [index, { counts }] of outcomes.entries())
  process.stdout.write(`${index === 0 ? '\n' : ''}${suites[index]?.name}: ${toClosingLine(counts)}\n`);
if (failures.length > 0)
  process.stdout.write(
    `\nFailed:\n${failures.flatMap((failure) => toFailureLines(failure, ROOT)).join('\n')}\n`,
  );
// What was skipped stands with its suite: the last line is always of this one shape.
process.stdout.write(`\n${toClosingLine({ ...counts, skipped: 0 })}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runSuite({ name, runner, need, prepare, run }: Suite): Promise<Outcome> {
  const report = join(REPORTS, `${name}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  if (!mustHaveFirefox && isMissing(need)) return { counts: await skipAll(report), failures: [] };
  const code = await prepareAndRun({ need, prepare, run }, report);
  const text = await readFile(report, 'utf8').catch(() => undefined);
  const counts = countResults(runner, text, code);
  const failures = listFailures(runner, text ?? '');
  const isNamed = counts.failed === 0 || failures.length > 0;
  return { counts, failures: isNamed ? failures : [{ name: `${name}: outside of any test`, message: '' }] };
}

function isMissing(need: Suite['need']): boolean {
  try {
    need?.();
    return false;
  } catch (error) {
    process.stderr.write(`${toWords(error)}\nIts tests are skipped.\n`);
    return true;
  }
}

/** Counts the tests in Firefox, of which none is run. */
async function skipAll(report: string): Promise<Counts> {
  const { code } = await runTool(
    'vitest',
    ['list', '--project=firefox', '--staticParse=false', `--json=${report}`],
    {
      isQuiet: true,
    },
  );
  return countListed(await readFile(report, 'utf8').catch(() => undefined), code);
}

async function prepareAndRun(
  { need, prepare, run }: Pick<Suite, 'need' | 'prepare' | 'run'>,
  report: string,
): Promise<number> {
  try {
    need?.();
    await prepare?.();
    return (await run(report)).code;
  } catch (error) {
    process.stderr.write(`${toWords(error)}\n`);
    return 1;
  }
}

function toWords(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
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
