import { expect, vi } from 'vitest';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import type { TestFirefox } from './launch-for-test.ts';

type Tab = { linkedBrowser: { currentURI: { spec: string } } };

/** The part of the browser's own window that is used there. */
declare const gBrowser: { tabs: Tab[]; removeTab: (tab: Tab) => void };
/** The part of `browser` that is used inside a page of the extension. */
declare const browser: { storage: { local: { set: (values: object) => Promise<void> } } };

/**
 * Stores what a person has agreed to and chosen, as the extension's own pages would. The first of them, which a new
 * installation opens, is closed.
 */
export async function agreeInFirefox(
  { chrome }: TestFirefox,
  extensionPage: FirefoxPage,
  values: object,
): Promise<void> {
  const closeWelcome = () =>
    chrome.evaluate(() => {
      const welcome = gBrowser.tabs.find(({ linkedBrowser }) =>
        linkedBrowser.currentURI.spec.endsWith('/welcome.html'),
      );
      if (welcome !== undefined) gBrowser.removeTab(welcome);
      return welcome !== undefined;
    });
  await vi.waitFor(async () => expect(await closeWelcome()).toBe(true), { timeout: 30_000, interval: 50 });
  await extensionPage.evaluate((given) => browser.storage.local.set(given), values);
}
