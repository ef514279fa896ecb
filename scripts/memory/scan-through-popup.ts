import type { Page } from '@playwright/test';

const PATIENCE_MS = 300_000;

/**
 * Has a file scanned by the popup's choice of files, and waits for its end.
 * @returns the verdict, or the words of the row where it has none
 */
export async function scanThroughPopup(popup: Page, path: string): Promise<string> {
  const rows = popup.locator('.row:not(.running)');
  const before = await rows.count();
  await popup.locator('input[type=file]').setInputFiles(path);
  await rows.nth(before).waitFor({ timeout: PATIENCE_MS });
  const newest = rows.first();
  return (await newest.getAttribute('data-verdict')) ?? (await newest.textContent()) ?? '';
}
