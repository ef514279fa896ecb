import { expect, vi } from 'vitest';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import type { TestFirefox } from './launch-for-test.ts';

/** A row of the popup as a person sees it. */
export type PopupRow = { name: string; state: string; verdict: string };

/** Opens the popup as a tab, and waits until it is drawn. */
export async function openPopup({ openPage, extensionUrl }: TestFirefox): Promise<FirefoxPage> {
  const popup = await openPage(extensionUrl('popup.html'));
  const isDrawn = () => popup.evaluate(() => document.querySelector('footer') !== null);
  await vi.waitFor(async () => expect(await isDrawn()).toBe(true), { timeout: 30_000, interval: 50 });
  return popup;
}

/** Rows, the newest first. */
export function readRows(popup: FirefoxPage): Promise<PopupRow[]> {
  return popup.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.row')].map((row) => ({
      name: row.querySelector('.name')?.textContent ?? '',
      state: row.dataset.state ?? '',
      verdict: row.dataset.verdict ?? '',
    })),
  );
}

/** Scans an address through the popup's field. */
export async function paste(popup: FirefoxPage, address: string): Promise<void> {
  await popup.evaluate((text) => {
    const field = document.querySelector<HTMLInputElement>('form.paste .field');
    if (field === null) throw new Error('The popup has no field.');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, address);
  await popup.click('form.paste [type=submit]');
}
