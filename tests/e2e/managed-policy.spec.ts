import { expect, test } from '@playwright/test';
import { startManaged } from './managed-browser.ts';
import { openPopup } from './popup-page.ts';

/** The browser looks at its policies anew a few seconds after a file has changed. */
const RELOADED = { timeout: 60_000 };

let parts: AsyncDisposableStack;
test.beforeEach(() => {
  parts = new AsyncDisposableStack();
});
test.afterEach(() => parts.disposeAsync());

test("an administrator's policy holds from the first start, and changes while Sluice runs", async () => {
  const sluice = await startManaged(parts, { consent: true, mode: 'off' });
  const popup = await openPopup(sluice);
  await expect(popup.getByText('Downloads are not scanned')).toBeVisible();
  await sluice.administer({ consent: true, mode: 'warn', holdUntilScanned: false });
  await expect(popup.getByText('Downloads are scanned, not held')).toBeVisible(RELOADED);
  await sluice.administer({ consent: true, mode: 'block', holdUntilScanned: false });
  await expect(popup.getByText('Downloads are scanned, then removed if malicious')).toBeVisible(RELOADED);
});
