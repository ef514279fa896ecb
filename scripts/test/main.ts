import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { ensureFirefox } from '../browser/ensure-firefox.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT, runTool, type ToolResult } from '../tools/run-tool.ts';
import { addCounts, type Counts, countResults, toClosingLine } from './count-results.ts';

const KINDS = ['unit', 'integration', 'e2e'] as const;
const USAGE = `npm test [-- --only ${KINDS.join('|')}]`;
const REPORTS = join(ROOT, '.sluice', 'reports');

type Suite = {
  kind: (typeof KINDS)[number];
  name: string;
  runner: 'vitest' | 'playwright';
  /** Runs it; `report` is where its JSON goes. */
  run: (report: string) => Promise<ToolResult>;
};

const SUITES: readonly Suite[] = [
  { kind: 'unit', name: 'unit', runner: 'vitest', run: (report) => runVitest('unit', report) },
  {
    kind: 'integration',
    name: 'integration',
    runner: 'vitest',
    run: (report) => runVitest('integration', report),
  },
  { kind: 'e2e', name: 'e2e', runner: 'playwright', run: (report) => runChromium('browser', report) },
  {
    kind: 'e2e',
    name: 'e2e-faults',
    runner: 'playwright',
    run: (report) => runChromium('faults', report, ['--workers=5']),
  },
  { kind: 'e2e', name: 'e2e-firefox', runner: 'vitest', run: runFirefox },
];

const { only } = readOptions(USAGE, { only: { type: 'string' } });
const suites = only === undefined ? SUITES : SUITES.filter(({ kind }) => kind === only);
if (suites.length === 0) refuseOptions(USAGE, `--only takes one of ${KINDS.join(', ')}`);

let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) counts = addCounts(counts, await runSuite(suite));
process.stdout.write(`\n${toClosingLine(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runSuite({ name, runner, run }: Suite): Promise<Counts> {
  const report = join(REPORTS, `${name}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  try {
    const { code } = await run(report);
    const text = await readFile(report, 'utf8').catch(() => undefined);
    return countResults(runner, text, code);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

function runVitest(project: string, report: string) {
  return runTool('vitest', [
    'run',
    `--project=${project}`,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
}

async function runChromium(project: string, report: string, options: readonly string[] = []) {
  // Before the tests, so that its work does not count against the time of the first one.
  ensureBrowser();
  await buildExtension();
  return runTool('playwright', ['test', `--project=${project}`, '--reporter=list,json', ...options], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
}

async function runFirefox(report: string) {
  ensureFirefox();
  await buildExtension('firefox');
  return runVitest('firefox', report);
}
