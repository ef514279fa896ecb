import { expect, type Page } from '@playwright/test';
import { toNamedAddress } from '../../lib/core/named-address.ts';
import { allowOffscreen } from './allow-offscreen.ts';
import { test } from './fixtures.ts';

/** The part of `chrome` that is used in a page of the extension. */
declare const chrome: { downloads: { download: (options: object) => Promise<number> } };

/** Of a type that fits its name, or Chromium would change the ending. */
const makeBlob = (page: Page) =>
  page.evaluate(() => URL.createObjectURL(new Blob(['name,verdict\n'], { type: 'text/csv' })));

test('what Sluice itself saves keeps its name while downloads are held', async ({ sluice }) => {
  const options = await allowOffscreen(sluice);
  const url = toNamedAddress(await makeBlob(options), 'history of November.csv');
  await options.evaluate(
    (address) => chrome.downloads.download({ url: address, filename: 'history of November.csv' }),
    url,
  );
  await options.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['{}'], { type: 'application/json' }));
    link.download = 'settings.json';
    link.click();
  });
  await expect
    .poll(async () => (await sluice.downloadedNames()).toSorted())
    .toEqual(['history of November.csv', 'settings.json']);
});
