import { expect, test } from '@playwright/test';
import { isHoldAtRest } from '../../lib/core/hold-machine.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import { MAX_SCANS_IN_FLIGHT } from '../../lib/scan/scan-runner.ts';
import { listDownloads } from './guard/browser-downloads.ts';
import { withLab } from './guard/guard-lab.ts';
import { type FileRows, readRows, rowsOf } from './guard/guard-rows.ts';
import { readLanded, wordsFor } from './guard/landed.ts';
import { openSitePage, startDownloads } from './guard/start-downloads.ts';
import { until } from './guard/until.ts';
import { useSite } from './guard/use-site.ts';

const DOWNLOADS = process.env.SLUICE_MATRIX === 'full' ? 500 : 100;
const PATIENCE_MS = 420_000;

test(`${DOWNLOADS} downloads at once: each is scanned once and none is lost`, async () => {
  test.setTimeout(PATIENCE_MS + 60_000);
  await withLab({ flavour: 'all' }, async (lab) => {
    const kinds = Array.from({ length: DOWNLOADS }, () => ({ kind: 'get-small', finding: 'clean' }) as const);
    const files = await useSite(lab, kinds);
    const { context, extensionPage, otherPage } = lab.now();
    const page = await context.newPage();
    await openSitePage(page, lab.site.url);
    await startDownloads(lab.site, page, otherPage, files);
    const areDone = async () => {
      const rows = await readRows(extensionPage);
      if (!files.every(({ token }) => isDone(rowsOf(rows, token)))) return undefined;
      const landed = await readLanded(lab.downloadsDir, files);
      return [...landed.values()].every((found) => wordsFor(found) === 'own') ? true : undefined;
    };
    await until(areDone, Date.now() + PATIENCE_MS, 2_000);

    const rows = await readRows(extensionPage);
    const seen = files.map((file) => ({
      scans: rows.scans.filter(({ name, url }) => name.includes(file.token) || url.includes(file.token))
        .length,
      submissions: lab.gate.submissionsOf(file.token).length,
      hold: rowsOf(rows, file.token).hold?.state,
    }));
    const landed = await readLanded(lab.downloadsDir, files);
    const ends = files.map((file, index) => ({
      ...seen[index],
      landed: wordsFor(landed.get(file.token) ?? []),
    }));
    const right = { scans: 1, submissions: 1, hold: 'released', landed: 'own' };
    expect(countEach(ends)).toEqual({ [JSON.stringify(right)]: DOWNLOADS });
    expect(lab.gate.mostAtOnce()).toBeLessThanOrEqual(MAX_SCANS_IN_FLIGHT);
    expect((await listDownloads(extensionPage)).filter(({ state }) => state === 'in_progress')).toEqual([]);
  });
});

function isDone({ scan, hold }: FileRows): boolean {
  return scan !== undefined && isAtRest(scan.state) && (hold === undefined || isHoldAtRest(hold.state));
}

/** How often each end came: 500 lines say less. */
function countEach(ends: readonly object[]): Record<string, number> {
  const groups = Object.groupBy(ends, (end) => JSON.stringify(end));
  return Object.fromEntries(Object.entries(groups).map(([end, of = []]) => [end, of.length]));
}
