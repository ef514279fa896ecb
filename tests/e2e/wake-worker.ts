import type { LaunchedBrowser } from '../../scripts/browser/launch-browser.ts';

/** The part of `chrome` that is used inside a page of the extension. */
declare const chrome: { runtime: { sendMessage: (message: object) => Promise<unknown> } };

/** Starts the extension's worker where it does not run, and waits until it answers: by a page of the extension. */
export async function wakeWorker({ context, extensionId }: LaunchedBrowser): Promise<void> {
  const page = context.pages().find((open) => open.url().startsWith(`chrome-extension://${extensionId}/`));
  // Nobody has such a scan: what counts is that somebody answers.
  await page?.evaluate(() => chrome.runtime.sendMessage({ name: 'retry', request: { id: 'none' } }));
}
