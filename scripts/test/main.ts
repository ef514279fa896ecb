import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { refuseOptions } from '../tools/refuse-options.ts';
import { ROOT, runTool } from '../tools/run-tool.ts';
import { addCounts, type Counts, countResults, toClosingLine } from './count-results.ts';

const KINDS = ['unit', 'integration', 'e2e'] as const;
const USAGE = `npm test [-- --only ${KINDS.join('|')}]`;
const REPORTS = join(ROOT, '.sluice', 'reports');

type Kind = (typeof KINDS)[number];

const { only } = readOptions(USAGE, { only: { type: 'string' } });
const kinds = only === undefined ? KINDS : KINDS.filter((kind) => kind === only);
if (kinds.length === 0) refuseOptions(USAGE, `--only takes one of ${KINDS.join(', ')}`);

let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
for (const kind of kinds) counts = addCounts(counts, await runKind(kind));
process.stdout.write(`\n${toClosingLine(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;

async function runKind(kind: Kind): Promise<Counts> {
  const report = join(REPORTS, `${kind}.json`);
  await mkdir(REPORTS, { recursive: true });
  await rm(report, { force: true });
  try {
    const { code } = kind === 'e2e' ? await runPlaywright(report) : await runVitest(kind, report);
    const text = await readFile(report, 'utf8').catch(() => undefined);
    return countResults(kind === 'e2e' ? 'playwright' : 'vitest', text, code);
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

async function runPlaywright(report: string) {
  // Before the tests, so that its work does not count against the time of the first one.
  ensureBrowser();
  await buildExtension();
  return runTool('playwright', ['test', '--reporter=list,json'], {
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: report },
  });
}
