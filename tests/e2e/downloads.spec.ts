import { expect } from '@playwright/test';
import { killWorker } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { openPopup, rowsNamed } from './popup-page.ts';

test('every sample that is downloaded gets its verdict, and stays where the browser put it', async ({
  sluice,
  scanner,
}) => {
  const popup = await openPopup(sluice);
  const page = await sluice.context.newPage();
  await page.goto(`${scanner.url}/samples/`);
  const verdicts = [
    ['#sample-pdf', 'harmless.pdf', 'clean'],
    ['#sample-eicar', 'eicar.com', 'malicious'],
    ['#sample-zip', 'harmless.zip', 'clean'],
    ['#sample-infected-zip', 'infected.zip', 'malicious'],
    ['#sample-large', 'large.bin', 'clean'],
  ] as const;
  for (const [link, name, verdict] of verdicts) {
    await page.click(link);
    // The large one is 64 MB, and goes over the wire twice.
    await expect(rowsNamed(popup, name)).toHaveAttribute('data-verdict', verdict, { timeout: 60_000 });
  }
  await page.click('#sample-blob');
  // Of this machine Sluice may read what pages made: it is scanned by its bytes.
  await expect(rowsNamed(popup, 'blob.txt')).toHaveAttribute('data-verdict', 'clean');
  await expect
    .poll(() => sluice.downloadedNames())
    .toEqual(expect.arrayContaining(['harmless.pdf', 'blob.txt']));
});

test('five downloads that begin while the worker sleeps are all scanned', async ({ sluice, scanner }) => {
  const popup = await openPopup(sluice);
  const page = await sluice.context.newPage();
  await page.goto(`${scanner.url}/samples/`);
  await killWorker(sluice);
  await page.evaluate(() => {
    for (const number of [1, 2, 3, 4, 5]) {
      const link = document.createElement('a');
      link.href = `/samples/harmless.pdf?number=${number}`;
      link.download = `report-${number}.pdf`;
      link.click();
    }
  });
  await expect(popup.locator('.row[data-verdict=clean]')).toHaveCount(5, { timeout: 60_000 });
});
