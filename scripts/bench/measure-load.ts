import { isHoldAtRest } from '../../lib/core/hold-machine.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import type { GuardLab } from '../../tests/e2e/guard/guard-lab.ts';
import { type FileRows, type GuardRows, readRows, rowsOf } from '../../tests/e2e/guard/guard-rows.ts';
import { readLanded, wordsFor } from '../../tests/e2e/guard/landed.ts';
import type { SiteFile } from '../../tests/e2e/guard/site-file.ts';
import { openSitePage, startDownloads } from '../../tests/e2e/guard/start-downloads.ts';
import { until } from '../../tests/e2e/guard/until.ts';
import { useSite } from '../../tests/e2e/guard/use-site.ts';
import type { Benchmark } from './benchmark.ts';
import { type Figures, toFigure } from './figure.ts';
import { scanLinks } from './scan-links.ts';
import { watchHeap } from './watch-heap.ts';
import { withBenchLab } from './with-bench-lab.ts';

const DOWNLOADS = 500;
const LINKS = 2_000;
/** A quick look takes one of so many. */
const QUICK_SHARE = 10;
const PATIENCE_MS = 420_000;
const LOOK_EVERY_MS = 1_000;

/** Many downloads at once, held until each has its verdict. */
export const LOAD_DOWNLOADS: Benchmark = {
  name: 'load',
  part: 'downloads',
  run: (_lab, { isQuick }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      const count = isQuick ? DOWNLOADS / QUICK_SHARE : DOWNLOADS;
      const wanted = Array.from({ length: count }, () => ({ kind: 'get-small', finding: 'clean' }) as const);
      const files = await useSite(lab, wanted);
      const { context, otherPage } = lab.now();
      const page = await context.newPage();
      await openSitePage(page, lab.site.url);
      return await measure(lab, `downloads-${count}`, async () => {
        await startDownloads(lab.site, page, otherPage, files);
        await untilReleased(lab, files);
        const landed = await readLanded(lab.downloadsDir, files);
        const isLost = ({ token }: SiteFile) => wordsFor(landed.get(token) ?? []) !== 'own';
        return { files, lost: files.filter(isLost).length };
      });
    }),
};

/** Many links at once, whose verdicts come as fast as the scanner has them. */
export const LOAD_LINKS: Benchmark = {
  name: 'load',
  part: 'links',
  run: (_lab, { isQuick }) =>
    withBenchLab({ flavour: 'all' }, async (lab) => {
      const count = isQuick ? LINKS / QUICK_SHARE : LINKS;
      return await measure(lab, `links-${count}`, async () => {
        const files = await scanLinks(lab, count);
        const byAddress = byUrl(await readRows(lab.now().extensionPage));
        const isLost = ({ address }: SiteFile) => byAddress.get(address)?.[0]?.verdict !== 'clean';
        return { files, lost: files.filter(isLost).length };
      });
    }),
};

async function measure(
  lab: GuardLab,
  name: string,
  act: () => Promise<{ files: readonly SiteFile[]; lost: number }>,
): Promise<Figures> {
  const heap = await watchHeap(lab.now().endpoint, '/background.js');
  const startedAt = Date.now();
  const { files, lost } = await act().finally(heap.stop);
  const tookMs = Date.now() - startedAt;
  const byAddress = byUrl(await readRows(lab.now().extensionPage));
  const isDuplicated = ({ token, address }: SiteFile) =>
    (byAddress.get(address)?.length ?? 0) > 1 || lab.gate.submissionsOf(token).length > 1;
  return {
    [`${name}.time`]: toFigure([tookMs], 'ms'),
    [`${name}.peak-requests`]: toFigure([lab.gate.requests().mostAtOnce], 'count'),
    [`${name}.peak-heap`]: toFigure([heap.peak()], 'bytes'),
    [`${name}.lost`]: toFigure([lost], 'count'),
    [`${name}.duplicated`]: toFigure([files.filter(isDuplicated).length], 'count'),
  };
}

/** A search for each of 2,000 links among as many rows would take longer than their scans. */
function byUrl({ scans }: GuardRows): Map<string, GuardRows['scans'][number][]> {
  return Map.groupBy(scans, ({ url }) => url);
}

async function untilReleased(lab: GuardLab, files: readonly SiteFile[]): Promise<void> {
  const areDone = async () => {
    const rows = await readRows(lab.now().extensionPage);
    return files.every(({ token }) => isDone(rowsOf(rows, token))) ? true : undefined;
  };
  // What never ends counts as lost.
  await until(areDone, Date.now() + PATIENCE_MS, LOOK_EVERY_MS);
}

function isDone({ scan, hold }: FileRows): boolean {
  return scan !== undefined && isAtRest(scan.state) && (hold === undefined || isHoldAtRest(hold.state));
}
