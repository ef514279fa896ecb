import { toFirefoxName } from '../../../lib/core/firefox-name.ts';
import type { Batch, Cell } from '../../e2e/guard/cell.ts';
import type { CellResult } from '../../e2e/guard/cell-result.ts';
import { runCells } from '../../e2e/guard/run-cells.ts';
import type { FirefoxLab } from './firefox-lab.ts';
import { FIREFOX_LIMITS } from './firefox-limits.ts';
import { openSitePage, startDownloads } from './start-in-firefox.ts';

/** Measures kinds with findings in Firefox. */
export function runFirefoxBatch(
  lab: FirefoxLab,
  batch: Batch,
  hasCell: (cell: Cell) => boolean = () => true,
): Promise<CellResult[]> {
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
      extensionPage: lab.now().popup,
      hasCell,
      // A request waits for a person longer than any test does.
      restsAskedIn: ['held', 'observed', 'staged'],
      open: () => openSitePage(lab),
      start: (files) => startDownloads(lab, files),
    },
    batch,
  );
}
