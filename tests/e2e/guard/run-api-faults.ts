import type { Page } from '@playwright/test';
import type { Fallback } from '../../../lib/core/guard-policy.ts';
import { settleAfter } from './api-fault-after.ts';
import type { ApiFaultResult } from './api-fault-result.ts';
import { type ApiFault, fallbackFor } from './api-faults.ts';
import { type GuardRows, rowsOf } from './guard-rows.ts';
import { toUnder } from './landed.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';
import { type FaultFile, type FaultLab, isDecided, readEnds, watchUntil } from './watch-faults.ts';

/** A request that is not answered takes 20 s to fail, and what is refused may be asked a second time. */
const PATIENCE_MS = 75_000;
const MOST_PER_PAGE = 10;

/** Downloads a file for each fault in one browser at the same time, and answers what became of each. */
export async function runApiFaults(
  context: FaultLab,
  faults: readonly ApiFault[],
): Promise<ApiFaultResult[]> {
  const { lab, api } = context;
  const files: FaultFile[] = [];
  for (const fault of faults) {
    const file = await lab.site.add({ kind: fault.kind, finding: 'clean' });
    api.treat(file, fault);
    files.push({ fault, file, problems: new Set() });
  }
  const pages = await start(context, files);
  const rows = await watchUntil(
    context,
    files,
    ({ fault, problems }, found) =>
      isDecided(found) && (fault.problem === undefined || problems.has(fault.problem)),
    PATIENCE_MS,
  );
  const ends = await readEnds(context, files);
  const results = files.map((file) => measure(context, file, rows, ends.get(file.file.token) ?? ''));
  const after = await settleAfter(context, files);
  await Promise.all(pages.map((page) => page.close()));
  return results.map((result, index) => {
    const { end = '', fault = '' } = after.get(files[index]?.file.token ?? '') ?? {};
    return { ...result, after: end, fault: [result.fault, fault].filter(Boolean).join('; ') };
  });
}

/** One after another, since a browser lets no page save more than ten of its own at once. */
async function start({ lab }: FaultLab, files: readonly FaultFile[]): Promise<Page[]> {
  const { context: browser, otherPage } = lab.now();
  const pages: Page[] = [];
  for (let first = 0; first < files.length; first += MOST_PER_PAGE) {
    const page = await browser.newPage();
    pages.push(page);
    await openSitePage(page, lab.site.url);
    const some = files.slice(first, first + MOST_PER_PAGE).map(({ file }) => file);
    await startDownloads(lab.site, page, otherPage, some);
  }
  return pages;
}

function measure(
  context: FaultLab,
  { fault, file, problems }: FaultFile,
  rows: GuardRows,
  end: string,
): ApiFaultResult {
  const { hold } = rowsOf(rows, file.token);
  const result = {
    name: fault.name,
    onUnfinished: context.policy.onUnfinished,
    problems: [...problems].join(', '),
    because: hold?.question ?? hold?.fate?.because ?? '-',
    end,
    wasTold: hold?.notice === 'shown',
    exposureMs: measureExposure(context, { fault, file, problems }, hold?.limitAt ?? 0),
    after: '',
    fault: '',
  };
  return { ...result, fault: findFault(result, fault, problems, fallbackFor(context.policy, fault)) };
}

/** What is kept may stand there once its scan has failed, or was late; what is not may not. */
function measureExposure(
  { lab, api, policy }: FaultLab,
  { fault, file }: FaultFile,
  limitAt: number,
): number {
  const own = lab.watch.seen().find(({ name }) => toUnder(name, file.ownName) === 'own');
  if (own === undefined) return 0;
  const failedAt = fault.reason === 'time-limit' ? limitAt : api.badSince(file);
  const mayStandFrom = fallbackFor(policy, fault) === 'keep' ? failedAt : undefined;
  return Math.max(0, Math.round((mayStandFrom ?? own.goneAt ?? Date.now()) - own.since));
}

const ENDS: Record<Fallback, RegExp> = {
  ask: /^(staged, none|parked, marked)$/,
  keep: /^kept, own$/,
  remove: /^removed, none$/,
};

function findFault(
  { end, because, wasTold, exposureMs }: ApiFaultResult,
  fault: ApiFault,
  problems: ReadonlySet<string>,
  fallback: Fallback,
): string {
  const { reason, problem } = fault;
  return [
    ENDS[fallback].test(end) ? '' : `"${fallback}", but ${end}`,
    isReason(because, fault) ? '' : `because of ${because}, not ${reason}`,
    problem === undefined || problems.has(problem) ? '' : `no problem "${problem}"`,
    wasTold ? '' : 'nobody was told',
    exposureMs === 0 ? '' : `exposed for ${exposureMs} ms`,
  ]
    .filter(Boolean)
    .join('; ');
}

/** What is made older while it is asked for may come to its end later than the time limit does. */
function isReason(because: string, { reason, ageMs }: ApiFault): boolean {
  return because === reason || (ageMs !== undefined && reason === 'failed' && because === 'time-limit');
}
