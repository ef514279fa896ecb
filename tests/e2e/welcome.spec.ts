import { expect, type Page } from '@playwright/test';
import { holdPermission } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import { fillConnection } from './options-page.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';
import { findWelcome } from './welcome-page.ts';

test.use({ hasAgreed: false });

test.describe('a new installation', () => {
  test.use({ isConnected: false });

  test('is led from the consent over the scanner and its permissions to a first verdict', async ({
    sluice,
    gate,
    scanner,
  }) => {
    const welcome = await findWelcome(sluice);
    await expectAccessible(welcome);
    await welcome.getByRole('button', { name: 'I agree' }).click();

    await expect(welcome.getByRole('heading', { name: 'Connect a scanner' })).toBeFocused();
    await expectAccessible(welcome);
    await fillConnection(welcome, gate.url, scanner.token);
    await welcome.getByRole('button', { name: 'Save' }).click();
    await expect(welcome.getByText('The scanner answers and accepts the token.')).toBeVisible();
    await welcome.getByRole('button', { name: 'Continue' }).click();

    await expect(welcome.getByRole('heading', { name: 'What Sluice may do' })).toBeFocused();
    await expect(welcome.getByText('Connected to Local scanner.')).toBeVisible();
    await welcome.getByRole('button', { name: 'Allow Hold until scanned' }).click();
    await expect(welcome.getByRole('button', { name: 'Withdraw Hold until scanned' })).toBeVisible();
    expect(await holdPermission(sluice)).toBe(true);
    await expectAccessible(welcome);
    await welcome.getByRole('button', { name: 'Continue' }).click();

    await welcome.getByRole('button', { name: 'Scan the sample' }).click();
    await expect(welcome.getByRole('list', { name: 'Your first scan' })).toContainText('Clean');
    await expectAccessible(welcome);
    const popup = await openPopup(sluice);
    await expect(popup.locator('footer')).toContainText('Downloads are held until scanned');
  });

  test('is set up by keyboard alone, and may connect later', async ({ sluice }) => {
    const welcome = await findWelcome(sluice);
    await welcome.bringToFront();
    await welcome.keyboard.press('Tab');
    await expect(welcome.getByRole('button', { name: 'I agree' })).toBeFocused();
    await welcome.keyboard.press('Enter');
    await expect(welcome.getByRole('heading', { name: 'Connect a scanner' })).toBeFocused();
    const later = welcome.getByRole('button', { name: 'Connect later' });
    await tabTo(welcome, 'Connect later');
    await expect(later).toBeFocused();
    await welcome.keyboard.press('Enter');
    await expect(welcome.getByText('Not connected.')).toBeVisible();
    await tabTo(welcome, 'Continue');
    await welcome.keyboard.press('Enter');
    await expect(welcome.getByRole('heading', { name: 'Try it' })).toBeFocused();
  });

  for (const dir of ['ltr', 'rtl']) {
    test(`cuts nothing off at 200 % text, ${dir}`, async ({ sluice }) => {
      const welcome = await findWelcome(sluice);
      await welcome.setViewportSize({ width: 640, height: 800 });
      await welcome.addStyleTag({ content: 'html { font-size: 175% !important }' });
      await welcome.evaluate((direction) => {
        document.documentElement.dir = direction;
      }, dir);
      await welcome.getByRole('button', { name: 'I agree' }).click();
      await expect(welcome.getByRole('textbox', { name: 'Token' })).toBeVisible();
      const overflow = await welcome.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(overflow).toBe(0);
    });
  }
});

test('nothing is sent before a person has agreed, and what waited for it goes on then', async ({
  sluice,
  gate,
}) => {
  const welcome = await findWelcome(sluice);
  const popup = await openPopup(sluice);
  await expect(popup.locator('footer')).toContainText('Waiting for your consent');
  await expect(popup.getByRole('button', { name: 'Read and agree' })).toBeVisible();
  await paste(popup, gate.sample('eicar.com'));
  await expect(rowsNamed(popup, 'eicar.com')).toContainText('Waits until you have agreed that it is sent.');
  expect(gate.requests).toEqual([]);

  await welcome.getByRole('button', { name: 'I agree' }).click();
  await expect(rowsNamed(popup, 'eicar.com')).toContainText('Malicious');
  expect(gate.requests).not.toEqual([]);

  await welcome.getByRole('button', { name: 'Change What Sluice sends, and where' }).click();
  await welcome.getByRole('button', { name: 'Take it back' }).click();
  await expect(popup.getByRole('button', { name: 'Read and agree' })).toBeVisible();
});

async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findViolations(page)).toEqual([]);
  }
}

/** Goes on with the Tab key until a button is reached. */
async function tabTo(page: Page, name: string): Promise<void> {
  const isThere = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  for (let presses = 0; presses < 20 && (await isThere()) !== name; presses += 1) {
    await page.keyboard.press('Tab');
  }
}
