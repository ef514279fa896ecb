import { killWorker } from '../extension-worker.ts';
import type { Batch } from './cell.ts';
import type { CellResult } from './cell-result.ts';
import { EXPECTED_LIMITS } from './expected-limits.ts';
import type { GuardLab } from './guard-lab.ts';
import { runCells } from './run-cells.ts';
import { openSitePage, startDownloads } from './start-downloads.ts';

/** Measures all kinds with all findings in Chromium. */
export async function runBatch(lab: GuardLab, batch: Batch): Promise<CellResult[]> {
  const { context, extensionPage, otherPage } = lab.now();
  const page = await context.newPage();
  return runCells(
    {
      ...lab,
      limits: EXPECTED_LIMITS,
      extensionPage,
      // What is held for a person still comes to its marked name, or to our copy, when the browser waits no longer.
      restsAskedIn: ['staged', 'parked'],
      startsLast: [],
      open: () => openSitePage(page, lab.site.url),
      stopBackground: () => killWorker(lab.now()),
      start: (files) => startDownloads(lab.site, page, otherPage, files),
    },
    batch,
  );
}
