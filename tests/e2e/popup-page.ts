import type { Locator, Page } from '@playwright/test';
import { POPUP_SIZE } from '../../scripts/browser/popup-size.ts';
import type { Sluice } from './open-sluice.ts';

/** Opens the popup as a tab of its size. */
export async function openPopup({
  context,
  extensionId,
}: Pick<Sluice, 'context' | 'extensionId'>): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize(POPUP_SIZE);
  await page.goto(`chrome-extension://${extensionId}/popup.html`);
  await page.locator('footer').waitFor();
  return page;
}

/** Rows whose file has this name, the newest first. */
export function rowsNamed(popup: Page, name: string): Locator {
  return popup.locator('.row').filter({ has: popup.locator('.name', { hasText: name }) });
}

/** Scans a file through the popup's choice of files. */
export async function chooseFile(popup: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = popup.waitForEvent('filechooser');
  await popup.getByRole('button', { name: 'Scan a file' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
}

/** Scans an address through the popup's field. */
export async function paste(popup: Page, address: string): Promise<void> {
  await popup.getByRole('textbox', { name: 'Paste a link or drop a file' }).fill(address);
  await popup.getByRole('button', { name: 'Scan', exact: true }).click();
}

/**
 * Takes the messages that the popup sends from now on in the background's place.
 * @returns what reads them, in their order
 */
export async function recordMessages(
  popup: Page,
  answer: object = { accepted: true },
): Promise<() => Promise<unknown[]>> {
  await popup.evaluate((given) => {
    const sent: unknown[] = [];
    Reflect.set(globalThis, 'sentMessages', sent);
    const take = (message: unknown, callback?: (answer: object) => void) => {
      sent.push(message);
      callback?.(given);
      return Promise.resolve(given);
    };
    Reflect.set(Reflect.get(Reflect.get(globalThis, 'chrome'), 'runtime'), 'sendMessage', take);
  }, answer);
  return () => popup.evaluate(() => Reflect.get(globalThis, 'sentMessages'));
}
