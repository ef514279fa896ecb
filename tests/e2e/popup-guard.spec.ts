import { expect } from '@playwright/test';
import { POLICY_KEY, POLICY_VERSION } from '../../lib/storage/policy-store.ts';
import { guardedOfEachKind } from '../factories/guarded-factory.ts';
import { aPolicy } from '../factories/policy-factory.ts';
import { holdPermission, storeLocally } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { openPopup, recordMessages, rowsNamed } from './popup-page.ts';
import { storeGuarded, storeRows } from './store-rows.ts';

test('questions stand first, with their answers in place, and each answer goes to the background', async ({
  sluice,
}) => {
  const popup = await openPopup(sluice);
  const messages = await recordMessages(popup);
  const rows = await storeGuarded(popup);
  await expect(popup.getByRole('region').first()).toHaveAccessibleName('Needs you');

  await popup.getByRole('button', { name: 'Keep backup.tar.zst' }).click();
  await popup.getByRole('button', { name: 'Remove Statement_8841.pdf.exe' }).click();
  await popup.getByRole('button', { name: 'Keep report-2026.pdf' }).click();
  const idOf = (name: string) => rows.find(({ scan }) => scan.name === name)?.scan.id;
  await expect.poll(messages).toEqual([
    { name: 'decide', request: { id: idOf('backup.tar.zst'), choice: 'keep' } },
    { name: 'decide', request: { id: idOf('Statement_8841.pdf.exe'), choice: 'remove' } },
    { name: 'decide', request: { id: idOf('report-2026.pdf'), choice: 'keep' } },
  ]);
});

test('a locked file is unlocked with a password that the page does not keep, or skipped', async ({
  sluice,
}) => {
  const popup = await openPopup(sluice);
  const messages = await recordMessages(popup);
  const [locked] = await storeGuarded(popup);
  if (locked === undefined) throw new Error('There is no locked file among the rows.');
  const row = rowsNamed(popup, 'invoice-2026-11.zip');
  const field = popup.getByLabel('Password of invoice-2026-11.zip');
  await expect(field).toHaveAttribute('type', 'password');
  await expect(field).toHaveAttribute('autocomplete', 'off');
  await field.fill('infected');
  await field.press('Enter');
  await expect
    .poll(messages)
    .toEqual([{ name: 'unlock', request: { id: locked.scan.id, password: 'infected' } }]);
  await expect(field).toHaveValue('');

  // The scan goes on with it, and comes back as locked as before.
  const { finishedAt = 0 } = locked.scan;
  await storeRows(popup, [{ ...locked.scan, finishedAt: finishedAt + 1 }], []);
  await expect(row).toContainText('That password did not open it');

  await row.getByRole('button', { name: "I don't know it" }).click();
  await expect(field).toHaveCount(0);
  await expect(row.getByRole('button', { name: 'Keep' })).toBeFocused();
  await expect(row.getByRole('button', { name: 'Remove' })).toBeVisible();
});

test('a decision that the background does not accept is told', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  await recordMessages(popup, { accepted: false });
  await storeGuarded(popup);
  await popup.getByRole('button', { name: 'Keep backup.tar.zst' }).click();
  await expect(popup.getByRole('alert').filter({ hasText: 'backup.tar.zst' })).toBeVisible();
});

test('a new question and a verdict are said to those who do not see them', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const [question] = await storeGuarded(popup);
  if (question === undefined) throw new Error('There is no question among the rows.');
  await expect(popup.getByRole('status')).toContainText('invoice-2026-11.zip: It is locked');
  const { question: _answered, dueAt: _due, ...hold } = question.hold;
  const fate = { do: 'remove', by: 'person', because: 'encrypted' } as const;
  await storeRows(popup, [], [{ ...hold, state: 'removed', place: 'nowhere', fate, finishedAt: Date.now() }]);
  await expect(popup.getByRole('status')).toContainText('invoice-2026-11.zip: Removed by you.');
});

test('an answered question hands the focus on to the next one', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  await recordMessages(popup);
  const rows = guardedOfEachKind(Date.now()).filter(({ hold }) => hold.question === 'too-large');
  const [answered] = rows;
  if (answered === undefined) throw new Error('There is no question among the rows.');
  await storeGuarded(popup);
  const button = popup.getByRole('button', { name: 'Remove backup.tar.zst' });
  const id = await rowsNamed(popup, 'backup.tar.zst').getAttribute('data-id');
  await button.focus();
  await button.press('Enter');
  const { question: _question, dueAt: _due, ...hold } = { ...answered.hold, id: id ?? '' };
  await storeRows(popup, [], [{ ...hold, state: 'removed', place: 'nowhere', finishedAt: Date.now() }]);
  await expect(popup.getByLabel('Password of invoice-2026-11.zip')).toBeFocused();
});

test('downloads that are to be held and cannot be are told of, and a click has them held', async ({
  sluice,
}) => {
  await storeLocally(sluice, { [POLICY_KEY]: { version: POLICY_VERSION, fields: aPolicy() } });
  const popup = await openPopup(sluice);
  await expect(popup.getByRole('region', { name: 'Downloads are not held' })).toBeVisible();
  await expect(popup.locator('footer')).toContainText('scanned, then removed if malicious');
  await popup.getByRole('button', { name: 'Allow holding' }).click();
  await expect(popup.locator('footer')).toContainText('Downloads are held until scanned');
  await expect(popup.getByRole('region', { name: 'Downloads are not held' })).toHaveCount(0);
  expect(await holdPermission(sluice)).toBe(true);
});

test('an upload tells how far it has come', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const [row] = await storeGuarded(popup);
  if (row === undefined) throw new Error('There are no rows.');
  const { finishedAt: _finished, verdict: _verdict, ...scan } = row.scan;
  const { question: _question, ...hold } = row.hold;
  const dueAt = Date.now() + 3_600_000;
  const server = 'http://127.0.0.1:8080';
  await storeRows(popup, [{ ...scan, server, state: 'submitting', route: 'bytes', dueAt }], [hold]);
  await popup.evaluate((id) => {
    const channel = new BroadcastChannel('sluice-uploads');
    channel.postMessage({ id, sent: 61_320_000, total: 146_000_000 });
    channel.close();
  }, scan.id);
  const shown = rowsNamed(popup, scan.name);
  await expect(shown).toContainText('Uploading to Local scanner, 61.3 MB of 146 MB');
  await expect(shown).toContainText('42%');
  await expect(shown.getByRole('progressbar', { name: 'Uploading' })).toHaveAttribute('aria-valuenow', '42');
});
