import { expect } from '@playwright/test';
import { allowOffscreen } from './allow-offscreen.ts';
import { badgeText, clickMenu, enterAddress, tabAt, toolbarTitle } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import { openPopup, rowsNamed } from './popup-page.ts';

test('the links of a page are listed, chosen and scanned', async ({ sluice, scanner }) => {
  const site = await sluice.context.newPage();
  await site.goto(`${scanner.url}/samples/`);
  const opened = sluice.context.waitForEvent('page');
  await clickMenu(sluice, { menuItemId: 'scan-page' }, await tabAt(sluice, site.url()));
  const list = await opened;
  await expect(list.getByRole('heading', { name: 'Links of the page' })).toBeVisible();
  await expect(list.getByRole('checkbox', { name: 'eicar.com' }).first()).toBeChecked();
  expect(await findViolations(list)).toEqual([]);

  await list.getByRole('checkbox', { name: 'Choose all' }).uncheck();
  await expect(list.getByRole('button', { name: /^Scan/ })).toBeDisabled();
  await list.getByRole('checkbox', { name: 'eicar.com' }).first().check();
  await list.getByRole('button', { name: 'Scan 1 link' }).click();
  await expect(list.getByRole('status')).toHaveText('1 link is being scanned.');
  await expect.poll(() => badgeText(sluice)).toBe('!');
  await expect.poll(() => toolbarTitle(sluice)).toContain('malicious');

  const popup = await openPopup(sluice);
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious');
  await expect.poll(() => badgeText(sluice)).toBe('');
});

test('a link that leads nowhere hides no other, and neither do thousands', async ({ sluice, scanner }) => {
  const site = await sluice.context.newPage();
  await site.goto(`${scanner.url}/samples/`);
  await site.evaluate(() => {
    const decoys = Array.from({ length: 2_100 }, (_, index) => `<a href="/p${index}">decoy</a>`).join('');
    document.body.insertAdjacentHTML('afterbegin', `<a href="https://[">broken</a>${decoys}`);
  });
  const opened = sluice.context.waitForEvent('page');
  await clickMenu(sluice, { menuItemId: 'scan-page' }, await tabAt(sluice, site.url()));
  const list = await opened;
  await expect(list.getByRole('checkbox', { name: 'eicar.com' }).first()).toBeChecked();
  await expect(list.getByText('Only the first 2000 links are shown')).toBeVisible();
});

test('only the links in a selection are scanned', async ({ sluice, scanner }) => {
  const site = await sluice.context.newPage();
  await site.goto(`${scanner.url}/samples/`);
  await site.locator('#sample-zip').evaluate((link) => getSelection()?.selectAllChildren(link));
  const popup = await openPopup(sluice);
  await clickMenu(sluice, { menuItemId: 'scan-selection' }, await tabAt(sluice, site.url()));
  await expect(rowsNamed(popup, 'harmless.zip')).toHaveAttribute('data-verdict', 'clean');
  await expect(rowsNamed(popup, 'eicar.com')).toHaveCount(0);
});

test('a page that no extension may read is told of', async ({ sluice }) => {
  const closed = await sluice.context.newPage();
  await closed.goto('chrome://version');
  const opened = sluice.context.waitForEvent('page');
  await clickMenu(sluice, { menuItemId: 'scan-page' }, await tabAt(sluice, closed.url()));
  await expect((await opened).getByRole('alert')).toHaveText(
    'The browser does not let Sluice read this page.',
  );
});

test('what is entered after the keyword in the address bar is scanned', async ({ sluice, gate }) => {
  const opened = sluice.context.waitForEvent('page');
  await enterAddress(sluice, gate.sample('harmless.pdf'));
  await expect(await opened).toHaveURL(/history\.html#scan=/);
  const popup = await openPopup(sluice);
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
});

test('“Scan, then save” saves what is clean, and nothing else', async ({ sluice, gate }) => {
  await allowOffscreen(sluice);
  const popup = await openPopup(sluice);
  await clickMenu(sluice, { menuItemId: 'scan-save', linkUrl: gate.sample('eicar.com') });
  await clickMenu(sluice, { menuItemId: 'scan-save', linkUrl: gate.sample('harmless.pdf') });
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious');
  await expect.poll(() => sluice.downloadedNames()).toEqual(['harmless.pdf']);
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-hold', 'removed');
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-hold', 'released');
});
