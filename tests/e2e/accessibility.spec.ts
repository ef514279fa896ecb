import { expect, type Page } from '@playwright/test';
import { findViolations, findViolationsInEveryLook } from './find-violations.ts';
import { test } from './fixtures.ts';
import type { Sluice } from './open-sluice.ts';
import { openOptions } from './options-page.ts';
import { openPopup, paste, recordMessages, rowsNamed } from './popup-page.ts';
import { storeGuarded } from './store-rows.ts';

test('popup, settings and samples pass axe in every look', async ({ sluice, gate, scanner }) => {
  const popup = await filledPopup(sluice, gate.sample('eicar.com'), gate.sample('harmless.pdf'));
  const options = await openOptions(sluice);
  const samples = await sluice.context.newPage();
  await samples.goto(`${scanner.url}/samples/`);
  for (const page of [popup, options, samples]) expect(await findViolationsInEveryLook(page)).toEqual([]);
});

test('guarded downloads and all that can be chosen about them pass axe in every look', async ({ sluice }) => {
  for (const page of await guardedPages(sluice)) expect(await findViolationsInEveryLook(page)).toEqual([]);
});

test('at 200 % text and right to left nothing is cut off sideways', async ({ sluice, gate }) => {
  const filled = await filledPopup(sluice, gate.sample('eicar.com'), gate.sample('harmless.pdf'));
  for (const page of [filled, ...(await guardedPages(sluice))]) {
    await page.addStyleTag({ content: 'html { font-size: 175% !important }' });
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((direction) => document.documentElement.setAttribute('dir', direction), dir);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${page.url()} ${dir}`).toBeLessThanOrEqual(0);
      expect(await findViolations(page)).toEqual([]);
    }
  }
});

test('the popup works by keyboard alone', async ({ sluice, gate }) => {
  const popup = await openPopup(sluice);
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('textbox')).toBeFocused();
  await popup.keyboard.type(gate.sample('harmless.pdf'));
  await popup.keyboard.press('Enter');
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('button', { name: 'Scan', exact: true })).toBeFocused();
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('button', { name: 'Scan a file' })).toBeFocused();
  for (const name of ['Actions for harmless.pdf', 'History', 'Settings']) {
    await popup.keyboard.press('Tab');
    await expect(popup.getByRole('button', { name })).toBeFocused();
  }
  const settings = sluice.context.waitForEvent('page');
  // The popup closes itself when the settings open: the key press never comes back from it.
  await popup.keyboard.press('Enter').catch(() => {});
  await (await settings).locator('form').waitFor();
});

test('a question is answered and a locked file unlocked by keyboard alone', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const messages = await recordMessages(popup);
  await storeGuarded(popup);
  await popup.getByRole('button', { name: 'Scan a file' }).focus();
  await popup.keyboard.press('Tab');
  await popup.keyboard.type('infected');
  await popup.keyboard.press('Enter');
  // Unlock and Skip of the first question, then the two answers of the second.
  for (const name of ['Unlock', "I don't know it", 'Actions for', 'Remove', 'Keep']) {
    await popup.keyboard.press('Tab');
    await expect(popup.getByRole('button', { name }).and(popup.locator(':focus'))).toBeVisible();
  }
  await popup.keyboard.press('Enter');
  await expect
    .poll(messages)
    .toEqual([
      expect.objectContaining({ name: 'unlock' }),
      expect.objectContaining({ name: 'decide', request: expect.objectContaining({ choice: 'keep' }) }),
    ]);
});

test('the settings of downloads work by keyboard alone', async ({ sluice }) => {
  const options = await openOptions(sluice, 'downloads');
  await options.getByRole('radio', { name: 'Watch only' }).focus();
  await options.keyboard.press('ArrowDown');
  await options.keyboard.press('ArrowDown');
  await expect(options.getByRole('radio', { name: 'Block' })).toBeChecked();
  await options.keyboard.press('Tab');
  await expect(options.getByRole('checkbox', { name: 'Hold until scanned' })).toBeFocused();
  await options.keyboard.press('Space');
  await options.getByRole('button', { name: 'Apply' }).focus();
  await options.keyboard.press('Enter');
  await expect(options.getByText('Applied.', { exact: true })).toBeVisible();
});

/** The popup with a guarded download of each kind, and the settings with everything open. */
async function guardedPages(sluice: Sluice): Promise<Page[]> {
  const popup = await openPopup(sluice);
  await storeGuarded(popup);
  const options = await openOptions(sluice, 'downloads');
  await options.getByRole('radio', { name: 'Block' }).check();
  await options.getByRole('textbox', { name: 'Time limit of a scan' }).fill('never');
  const lists = await openOptions(sluice, 'lists');
  await lists.getByRole('button', { name: 'Add a line Never scan' }).click();
  await lists.getByRole('button', { name: 'Done' }).click();
  return [popup, options, lists];
}

async function filledPopup(sluice: Sluice, ...addresses: string[]): Promise<Page> {
  const popup = await openPopup(sluice);
  for (const address of addresses) await paste(popup, address);
  await expect(popup.locator('.row[data-verdict]')).toHaveCount(addresses.length);
  return popup;
}
