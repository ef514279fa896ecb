import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';

test.use({ hasAgreed: false });

test('nothing is sent before a person has agreed, and what waited for it goes on then', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  await expect(popup.locator('footer')).toContainText('Downloads are not scanned');
  await paste(popup, gate.sample('eicar.com'));
  await expect(rowsNamed(popup, 'eicar.com')).toContainText('Waits until you have agreed that it is sent.');
  expect(gate.requests).toEqual([]);

  const opening = sluice.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Read and agree' }).click();
  const welcome = await opening;
  await expect(welcome.getByRole('heading', { name: 'What Sluice sends, and where' })).toBeVisible();
  expect((await new AxeBuilder({ page: welcome }).analyze()).violations).toEqual([]);
  await welcome.getByRole('button', { name: 'I agree' }).click();
  await expect(welcome.getByText('You have agreed.')).toBeVisible();
  const again = await openPopup(sluice);
  await expect(rowsNamed(again, 'eicar.com')).toContainText('Malicious');
  expect(gate.requests).not.toEqual([]);
});
