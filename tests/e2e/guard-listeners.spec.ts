import { expect, test } from '@playwright/test';
import { killWorker } from './extension-worker.ts';
import { withLab } from './guard/guard-lab.ts';
import { readLanded, toUnder, wordsFor } from './guard/landed.ts';
import { openSitePage, startDownloads } from './guard/start-downloads.ts';
import { useSite } from './guard/use-site.ts';
import { waitForRows } from './guard/wait-for-rows.ts';

test('five downloads that begin while the worker sleeps are all held and scanned', async () => {
  await withLab({ flavour: 'all' }, async (lab) => {
    const five = Array.from({ length: 5 }, () => ({ kind: 'get-small', finding: 'clean' }) as const);
    const files = await useSite(lab, five, { delayMs: 3_000 });
    const { context, otherPage } = lab.now();
    const page = await context.newPage();
    await openSitePage(page, lab.site.url);
    await killWorker(lab.now());
    await startDownloads(lab.site, page, otherPage, files);
    for (const file of files) {
      const { scan, hold } = await waitForRows(lab, file, (rows) => rows.hold?.state === 'released');
      expect(scan?.verdict).toBe('clean');
      expect(hold?.heldUntil).toBeDefined();
      expect(hold?.exposedAt).toBeUndefined();
      const own = lab.watch.seen().find(({ name }) => toUnder(name, file.ownName) === 'own');
      expect(own?.since).toBeGreaterThanOrEqual(lab.gate.verdictAt(file.token) ?? Number.POSITIVE_INFINITY);
    }
    const landed = await readLanded(lab.downloadsDir, files);
    expect([...landed.values()].map(wordsFor)).toEqual(Array.from({ length: 5 }, () => 'own'));
  });
});
