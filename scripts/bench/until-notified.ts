import type { Page } from '@playwright/test';
import { until } from '../../tests/e2e/guard/until.ts';

/** The part of `chrome` that is used inside a page of the extension. */
declare const chrome: {
  notifications: {
    getAll: () => Promise<Record<string, boolean>>;
    clear: (id: string) => Promise<boolean>;
  };
};

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 2;

/**
 * Asks the browser again and again, from now on, whether a notification stands. It is taken away then.
 * @returns when it was there, in ms since 1970
 * @throws Error where none comes
 */
export async function untilNotified(extensionPage: Page): Promise<number> {
  const look = async () => ((await extensionPage.evaluate(countNotices)) > 0 ? Date.now() : undefined);
  const at = await until(look, Date.now() + PATIENCE_MS, LOOK_EVERY_MS);
  if (at === undefined) throw new Error('There was no notification.');
  await extensionPage.evaluate(clearNotices);
  return at;
}

/** Runs in the page. */
async function countNotices(): Promise<number> {
  return Object.keys(await chrome.notifications.getAll()).length;
}

/** Runs in the page. */
async function clearNotices(): Promise<void> {
  for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id);
}
