import { expect } from '@playwright/test';
import { aScanAtRest } from '../factories/scan-factory.ts';
import { test } from './fixtures.ts';
import { openHistory } from './history-page.ts';
import { storeRows } from './store-rows.ts';

const NAME = 'quarterly-report-of-the-whole-company.pdf.exe';

test('beside the details the list needs no scrolling sideways', async ({ sluice }) => {
  const scan = aScanAtRest({ name: NAME, source: 'download' });
  await storeRows(await openHistory(sluice), [scan], []);
  const page = await openHistory(sluice, scan.id);
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(NAME);
  const list = page.getByRole('grid');
  const overflow = () => list.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(await overflow()).toBe(0);
  await expect(list.getByRole('columnheader', { name: 'Origin' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(list.getByRole('columnheader', { name: 'Origin' })).toBeVisible();
  expect(await overflow()).toBe(0);
});

test("a file's name is read in one piece, though its middle may be cut", async ({ sluice }) => {
  const page = await openHistory(sluice);
  await storeRows(page, [aScanAtRest({ name: NAME })], []);
  const cell = page.getByRole('gridcell', { name: NAME, exact: true });
  await expect(cell).toBeVisible();
  // As a screen reader has it: one text, and no other beside it.
  await expect(cell).toMatchAriaSnapshot(`- gridcell "${NAME}"`);
});
