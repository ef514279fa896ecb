import type { Page } from '@playwright/test';
import type { Sluice } from './fixtures.ts';

/** Opens the settings. */
export async function openOptions({
  context,
  extensionId,
}: Pick<Sluice, 'context' | 'extensionId'>): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await page.locator('form').waitFor();
  return page;
}

/** Fills in a server of one's own; a token of '' is left as it is. */
export async function fillConnection(options: Page, address: string, token: string): Promise<void> {
  await options.getByRole('radio', { name: /Own server/ }).check();
  await options.getByRole('textbox', { name: 'Address' }).fill(address);
  if (token !== '') await options.getByLabel('Token', { exact: true }).fill(token);
}
