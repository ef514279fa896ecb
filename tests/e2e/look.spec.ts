import { expect } from '@playwright/test';
import { DEFAULT_PREFERENCES } from '../../lib/core/preferences.ts';
import { PREFERENCES_KEY } from '../../lib/storage/preference-store.ts';
import { HOSTILE_NAMES } from '../factories/hostile-names.ts';
import { aScanAtRest } from '../factories/scan-factory.ts';
import { storeLocally } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { openPopup } from './popup-page.ts';
import { storeRows } from './store-rows.ts';

const DARK = 'rgb(20, 25, 31)';
const LIGHT = 'rgb(255, 255, 255)';

test('the theme that was chosen holds on every page, at once and from their first paint', async ({
  sluice,
}) => {
  const popup = await openPopup(sluice);
  await popup.emulateMedia({ colorScheme: 'light' });
  await expect(popup.locator('body')).toHaveCSS('background-color', LIGHT);
  await storeLocally(sluice, { [PREFERENCES_KEY]: { ...DEFAULT_PREFERENCES, theme: 'dark' } });
  await expect(popup.locator('body')).toHaveCSS('background-color', DARK);
  const options = await sluice.context.newPage();
  await options.emulateMedia({ colorScheme: 'light' });
  // The page that is not yet drawn has the theme already.
  await options.route('**/chunks/*', (route) => route.abort());
  await options.goto(`chrome-extension://${sluice.extensionId}/options.html`);
  await expect(options.locator('html')).toHaveAttribute('data-theme', 'dark');
  await storeLocally(sluice, { [PREFERENCES_KEY]: { ...DEFAULT_PREFERENCES, theme: 'light' } });
  await expect(popup.locator('body')).toHaveCSS('background-color', LIGHT);
  await popup.emulateMedia({ colorScheme: 'dark' });
  await expect(popup.locator('body')).toHaveCSS('background-color', LIGHT);
});

test('names and hosts that try to be read as others are seen through', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const scans = HOSTILE_NAMES.map(([, name], index) => aScanAtRest({ name, finishedAt: Date.now() - index }));
  const lookAlike = aScanAtRest({ host: new URL('https://pаypal.example').hostname, finishedAt: Date.now() });
  await storeRows(popup, [...scans, lookAlike], []);
  for (const [, , shown] of HOSTILE_NAMES) {
    await expect(popup.getByRole('listitem').filter({ hasText: shown })).toHaveCount(1);
  }
  await expect(popup.getByText('may be a look-alike')).toContainText('xn--');
});
