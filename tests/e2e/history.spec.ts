import { expect, type Page } from '@playwright/test';
import { findViolations, findViolationsInEveryLook } from './find-violations.ts';
import { test } from './fixtures.ts';
import { manyScans, openHistory } from './history-page.ts';
import type { ReadableSluice } from './open-sluice.ts';
import { storeRows } from './store-rows.ts';

test('the list is searched, filtered and sorted, and says how much of it is shown', async ({ sluice }) => {
  const page = await openHistory(sluice);
  await expect(page.getByRole('heading', { name: 'Nothing scanned yet' })).toBeVisible();
  await storeRows(page, manyScans(50, Date.now()), []);
  await expect(page.getByRole('main').getByRole('status')).toHaveText('50 scans');

  await page.getByRole('searchbox').fill('hxxps://files[.]example.org FILE-4');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('5 of 50 scans');
  await page.getByRole('combobox', { name: 'Verdict' }).selectOption('Suspicious');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('2 of 50 scans');
  await page.getByRole('searchbox').fill('no such file');
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('50 scans');

  await expect(dataRow(page, 1)).toContainText('file-1.pdf');
  await page.getByRole('button', { name: 'Time' }).click();
  await expect(page.getByRole('columnheader', { name: 'Time' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(dataRow(page, 1)).toContainText('file-50.pdf');
  await page.getByRole('grid').getByRole('button', { name: 'Verdict' }).click();
  await expect(dataRow(page, 1)).toContainText('Malicious');
});

test('by keyboard alone scans are found, chosen and deleted', async ({ sluice }) => {
  const page = await openHistory(sluice);
  await storeRows(page, manyScans(300, Date.now()), []);
  await expect(page.getByRole('main').getByRole('status')).toHaveText('300 scans');
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('example.com');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('200 of 300 scans');
  await page.getByRole('grid').getByRole('button', { name: 'Time' }).focus();
  await page.keyboard.press('Tab');
  await expect(focused(page)).toContainText('file-2.pdf');

  await page.keyboard.press('End');
  await expect(focused(page)).toContainText('file-300.pdf');
  await page.keyboard.press('Home');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('200 of 300 scans · 4 selected');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: 'Delete 4 scans?' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Delete for good' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main').getByRole('status')).toHaveText('196 of 296 scans · 4 scans deleted.');
  await expect(focused(page)).toContainText('file-8.pdf');
  await page.keyboard.press('Control+a');
  await expect(page.getByRole('main').getByRole('status')).toContainText('196 selected');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('main').getByRole('status')).not.toContainText('selected');
});

test('what is under way is not deleted, and a new result comes by itself', async ({ sluice }) => {
  const page = await openHistory(sluice);
  const [told, untold] = manyScans(2, Date.now());
  if (told === undefined || untold === undefined) throw new Error('two scans');
  await storeRows(page, [told, { ...untold, notice: 'due' }], []);
  await dataRow(page, 1).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('1 scan · 1 scan deleted.');
  await expect(dataRow(page, 1)).toContainText(untold.name);
});

test('the page stays small however long the history is', async ({ sluice }) => {
  const page = await openHistory(sluice);
  await storeRows(page, manyScans(10_000, Date.now()), []);
  await expect(page.getByRole('main').getByRole('status')).toHaveText('10,000 scans');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10001');
  await dataRow(page, 1).focus();
  await page.keyboard.press('End');
  await expect(focused(page)).toContainText('file-10000.pdf');
  expect(await page.locator('*').count()).toBeLessThan(1_500);
});

test('scans are saved as files, and come back from one', async ({ sluice }) => {
  const page = await openHistory(sluice);
  await storeRows(page, manyScans(30, Date.now()), []);
  await dataRow(page, 1).click();
  await dataRow(page, 3).click({ modifiers: ['Shift'] });
  const table = await saved(sluice, page, 'Export CSV');
  expect(table.split('\r\n').filter(Boolean)).toHaveLength(4);
  await page.getByRole('button', { name: 'Clear selection' }).click();
  const exported = await saved(sluice, page, 'Export JSON');
  await expect(page.getByRole('main').getByRole('status')).toContainText('The file is saved.');

  await dataRow(page, 1).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing scanned yet' })).toBeVisible();
  const broken = exported.replace('"name":"file-7.pdf"', '"name":7');
  await choose(page, 'history.json', broken);
  await expect(page.getByRole('main').getByRole('status')).toHaveText(
    "29 scans · 29 scans added. 1 could not be taken: row 7: it can't be read.",
  );
  await choose(page, 'history.json', exported);
  await expect(page.getByRole('main').getByRole('status')).toHaveText(
    '30 scans · 1 scan added. 29 were here already.',
  );
  await expect(dataRow(page, 7)).toContainText('file-7.pdf');
  await choose(page, 'cat.json', '{}');
  await expect(page.getByRole('main').getByRole('status')).toContainText('That is no exported history.');
});

test('the details open by keyboard or by a link, and hand the focus back', async ({ sluice }) => {
  await sluice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const page = await openHistory(sluice);
  const evidence = [{ name: 'Eicar', description: '<b>test</b>\u202e', verdict: 'malicious' }] as const;
  const scans = manyScans(3, Date.now()).map((scan) => (scan.id === 'scan-2' ? { ...scan, evidence } : scan));
  await storeRows(page, scans, []);
  await dataRow(page, 1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('heading', { name: 'Details' })).toBeFocused();
  const why = details.getByRole('region', { name: 'Why' });
  await expect(why).toContainText('The scanner found it harmful.');
  await expect(why).toContainText('Eicar Malicious');
  await expect(why).toContainText('<b>test</b>⟨RLO⟩');
  await expect(details.getByRole('region', { name: 'What left this machine' })).toContainText(
    'The link, to Local scanner',
  );
  await details.getByRole('button', { name: 'Report a wrong verdict' }).click();
  await expect(details.getByRole('status').first()).toContainText('A report is copied.');
  await details.getByRole('heading', { name: 'Details' }).press('Escape');
  await expect(details).toBeHidden();
  await expect(focused(page)).toContainText('file-2.pdf');

  const linked = await openHistory(sluice, 'scan-3');
  await expect(linked.getByRole('complementary', { name: 'Details' })).toContainText('file-3.pdf');
  const unknown = await openHistory(sluice, 'nobody');
  await expect(unknown.getByText('This scan is no longer in the history.')).toBeVisible();
});

test('a host that may be a look-alike is warned of, and the list fits beside the details', async ({
  sluice,
}) => {
  const page = await openHistory(sluice);
  const [honest, scan] = manyScans(2, Date.now());
  if (honest === undefined || scan === undefined) throw new Error('two scans');
  await storeRows(
    page,
    [honest, { ...scan, host: `mirror.${'downloads.'.repeat(12)}xn--80ak6aa92e.com` }],
    [],
  );
  await expect(dataRow(page, 2)).toContainText('may be a look-alike');
  await expect(dataRow(page, 1)).not.toContainText('look-alike');
  await dataRow(page, 2).click();
  await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible();
  const list = page.getByRole('grid');
  expect(await list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
});

test('a scan is scanned again from its details', async ({ sluice, gate }) => {
  const page = await openHistory(sluice);
  const [scan] = manyScans(1, Date.now());
  if (scan === undefined) throw new Error('a scan');
  const url = gate.sample('eicar.com');
  await storeRows(page, [{ ...scan, url, host: '127.0.0.1' }], []);
  await dataRow(page, 1).click();
  const details = page.getByRole('complementary', { name: 'Details' });
  await details.getByRole('button', { name: 'Scan again' }).click();
  await expect(details.getByRole('region', { name: 'Why' })).toContainText('The scanner found it harmful.');
});

test('every state of the history passes axe in every look, right to left too', async ({ sluice }) => {
  const page = await openHistory(sluice);
  expect(await findViolationsInEveryLook(page)).toEqual([]);
  await storeRows(page, manyScans(50, Date.now()), []);
  await dataRow(page, 2).click();
  await page.getByRole('complementary', { name: 'Details' }).getByText('All that is stored').click();
  await page.getByRole('button', { name: 'Chart' }).click();
  await page.getByText('As a table').click();
  expect(await findViolationsInEveryLook(page)).toEqual([]);
  await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
  expect(await findViolations(page)).toEqual([]);
  await dataRow(page, 3).focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').waitFor();
  expect(await findViolationsInEveryLook(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').fill('no such file');
  await page.getByRole('heading', { name: 'Nothing found' }).waitFor();
  expect(await findViolationsInEveryLook(page)).toEqual([]);
});

/** The rows under the head, from 1. */
function dataRow(page: Page, number: number) {
  return page.getByRole('grid').getByRole('row').nth(number);
}

function focused(page: Page) {
  return page.getByRole('row').and(page.locator(':focus'));
}

/** What a button saves as a file. */
async function saved(sluice: ReadableSluice, page: Page, button: string): Promise<string> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const name = (await download).suggestedFilename();
  await expect.poll(sluice.downloadedNames).toContain(name);
  return sluice.readDownload(name);
}

async function choose(page: Page, name: string, text: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
}
