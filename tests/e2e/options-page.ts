import type { Page } from '@playwright/test';
import type { SectionName } from '../../entrypoints/options/sections.ts';
import type { Sluice } from './open-sluice.ts';

/** Opens a part of the settings. */
export async function openOptions(
  { context, extensionId }: Pick<Sluice, 'context' | 'extensionId'>,
  section: SectionName = 'connection',
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html#${section}`);
  await page.locator('.section:not([hidden]) h2').first().waitFor();
  return page;
}

/** Goes to another part of the settings. */
export async function goToSection(options: Page, title: string): Promise<void> {
  await options.getByRole('navigation').getByRole('link', { name: title }).click();
  await options.getByRole('region', { name: title, exact: true }).getByRole('heading').first().waitFor();
}

/** Fills in a server of one's own; a token of '' is left as it is. */
export async function fillConnection(options: Page, address: string, token: string): Promise<void> {
  await options.getByRole('radio', { name: /Own server/ }).check();
  await options.getByRole('textbox', { name: 'Address' }).fill(address);
  if (token !== '') await options.getByLabel('Token', { exact: true }).fill(token);
}
