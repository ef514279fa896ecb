import type { Page } from '@playwright/test';
import { settleAfter } from './api-fault-after.ts';
import type { ApiFaultResult } from './api-fault-result.ts';
import type { ApiFault } from './api-faults.ts';
import { measureFault } from './measure-fault.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';
import { type FaultFile, type FaultLab, isDecided, readEnds, watchUntil } from './watch-faults.ts';

/** A request that is not answered takes 20 s to fail, and what is refused may be asked a second time. */
const PATIENCE_MS = 150_000;
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
  const results = files.map((file) => measureFault(context, file, rows, ends.get(file.file.token) ?? ''));
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
