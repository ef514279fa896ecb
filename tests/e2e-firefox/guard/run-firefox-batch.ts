import { toFirefoxName } from '../../../lib/core/firefox-name.ts';
import type { Batch } from '../../e2e/guard/cell.ts';
import type { CellResult } from '../../e2e/guard/cell-result.ts';
import { runCells } from '../../e2e/guard/run-cells.ts';
import type { FirefoxLab } from './firefox-lab.ts';
import { FIREFOX_LIMITS } from './firefox-limits.ts';
import { openSitePage, startDownloads } from './start-in-firefox.ts';

/** Measures all kinds with all findings in Firefox. */
export function runFirefoxBatch(lab: FirefoxLab, batch: Batch): Promise<CellResult[]> {
  const { site } = lab;
  return runCells(
    {
      ...lab,
      site: {
        ...site,
        async add(file) {
          const added = await site.add(file);
          return { ...added, ownName: toFirefoxName(added.name) };
        },
      },
      limits: FIREFOX_LIMITS,
      extensionPage: lab.now().extensionPage,
      // A request waits for a person until its time is over, which is longer than this one takes to choose.
      restsAskedIn: ['held', 'observed', 'staged'],
      startsLast: ['save-as'],
      open: () => openSitePage(lab),
      start: (files) => startDownloads(lab, files),
    },
    batch,
  );
}
