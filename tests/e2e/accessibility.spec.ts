import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { type Sluice, test } from './fixtures.ts';
import { openOptions } from './options-page.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';

const LOOKS = [
  { name: 'light', colorScheme: 'light' },
  { name: 'dark', colorScheme: 'dark' },
  { name: 'high contrast', colorScheme: 'dark', contrast: 'more' },
  { name: 'forced colours', colorScheme: 'light', forcedColors: 'active' },
] as const;

for (const { name, ...media } of LOOKS) {
  test(`popup, settings and samples pass axe in ${name}`, async ({ sluice, gate, scanner }) => {
    const popup = await filledPopup(sluice, gate.sample('eicar.com'), gate.sample('harmless.pdf'));
    const options = await openOptions(sluice);
    const samples = await sluice.context.newPage();
    await samples.goto(`${scanner.url}/samples/`);
    for (const page of [popup, options, samples]) {
      await page.emulateMedia(media);
      expect(await violations(page)).toEqual([]);
    }
  });
}

test('at 200 % text and right to left nothing is cut off sideways', async ({ sluice, gate }) => {
  const popup = await filledPopup(sluice, gate.sample('eicar.com'), gate.sample('harmless.pdf'));
  const options = await openOptions(sluice);
  for (const page of [popup, options]) {
    await page.addStyleTag({ content: 'html { font-size: 175% !important }' });
    for (const dir of ['ltr', 'rtl']) {
      await page.evaluate((direction) => document.documentElement.setAttribute('dir', direction), dir);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow, `${page.url()} ${dir}`).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
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
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('button', { name: 'Settings' })).toBeFocused();
  const settings = sluice.context.waitForEvent('page');
  // The popup closes itself when the settings open: the key press never comes back from it.
  await popup.keyboard.press('Enter').catch(() => {});
  await (await settings).locator('form').waitFor();
});

async function filledPopup(sluice: Sluice, ...addresses: string[]): Promise<Page> {
  const popup = await openPopup(sluice);
  for (const address of addresses) await paste(popup, address);
  await expect(popup.locator('.row[data-verdict]')).toHaveCount(addresses.length);
  return popup;
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).analyze();
  return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
