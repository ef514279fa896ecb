import { expect, type Page } from '@playwright/test';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import { CONSENT_KEY } from '../../lib/storage/consent-store.ts';
import { PREFERENCES_KEY } from '../../lib/storage/preference-store.ts';
import { aScan, aScanAtRest } from '../factories/scan-factory.ts';
import { readLocally, storeLocally } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import { openOptions } from './options-page.ts';
import { openPopup, rowsNamed } from './popup-page.ts';
import { storeRows } from './store-rows.ts';

test('everything is exported as one file, deleted, and brought in again', async ({ sluice, scanner }) => {
  await storeLocally(sluice, { [PREFERENCES_KEY]: { theme: 'dark', keepDays: 30 } });
  const popup = await openPopup(sluice);
  const waiting = { state: 'waiting-to-submit', problem: 'unauthorized', dueAt: undefined } as const;
  const { dueAt: _due, ...underWay } = { ...aScan({ name: 'under-way.pdf' }), ...waiting };
  await storeRows(popup, [aScanAtRest({ name: 'kept.pdf', finishedAt: Date.now() }), underWay], []);

  const options = await openOptions(sluice, 'data');
  const saving = options.waitForEvent('download');
  await options.getByRole('button', { name: 'Export all' }).click();
  const name = (await saving).suggestedFilename();
  await expect.poll(sluice.downloadedNames).toContain(name);
  const file = await sluice.readDownload(name);
  expect(file).toContain('kept.pdf');
  expect(file).not.toContain(scanner.token);

  await options.getByRole('button', { name: 'Delete everything…' }).click();
  const dialog = options.getByRole('dialog', { name: 'Delete the history and all settings?' });
  expect(await findViolations(options)).toEqual([]);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(rowsNamed(popup, 'kept.pdf')).toHaveCount(1);
  await options.getByRole('button', { name: 'Delete everything…' }).focus();
  await options.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Delete everything now' }).press('Enter');
  await expect(options.getByRole('region', { name: 'Nothing is sent yet' })).toBeVisible();
  await expect(options.getByRole('status').filter({ hasText: 'All settings and the history' })).toBeVisible();
  await expect(rowsNamed(popup, 'kept.pdf')).toHaveCount(0);
  await expect(rowsNamed(popup, 'under-way.pdf')).toHaveCount(1);
  for (const key of [CONNECTION_KEY, CONSENT_KEY, PREFERENCES_KEY])
    expect(await readLocally(sluice, key)).toBeUndefined();

  await chooseImport(options, file);
  await expect(options.getByRole('status').filter({ hasText: 'taken over' })).toContainText('1 scan');
  await expect(rowsNamed(popup, 'kept.pdf')).toHaveCount(1);
  expect(await readLocally(sluice, PREFERENCES_KEY)).toMatchObject({ theme: 'dark', keepDays: 30 });
});

test('a file of something else is refused in words', async ({ sluice }) => {
  const options = await openOptions(sluice, 'data');
  await chooseImport(options, '{"format":"other"}');
  await expect(options.getByText('That is no file of Sluice.')).toBeVisible();
});

async function chooseImport(options: Page, text: string): Promise<void> {
  const chooser = options.waitForEvent('filechooser');
  await options.getByRole('button', { name: 'Import' }).click();
  await (await chooser).setFiles({
    name: 'sluice.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
}
