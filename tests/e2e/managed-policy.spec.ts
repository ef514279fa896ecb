import { expect, type Page, test } from '@playwright/test';
import { EVERYTHING_MANAGED } from '../factories/managed-factory.ts';
import { connectLocally } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { startManaged } from './managed-browser.ts';
import { goToSection, openOptions } from './options-page.ts';
import { openPopup } from './popup-page.ts';

/** The browser looks at its policies anew a few seconds after a file has changed. */
const RELOADED = { timeout: 60_000 };
const LOCKED = 'Set by your administrator';

let parts: AsyncDisposableStack;
test.beforeEach(() => {
  parts = new AsyncDisposableStack();
});
test.afterEach(() => parts.disposeAsync());

test("an administrator's policy holds from the first start, changes while Sluice runs, and goes", async () => {
  const sluice = await startManaged(parts, { mode: 'off' });
  await connectLocally(sluice);
  const popup = await openPopup(sluice);
  const options = await openOptions(sluice, 'downloads');
  await expect(popup.getByText('Waiting for your consent')).toBeVisible();
  await expect(options.getByRole('radio', { name: 'Off' })).toBeDisabled();
  await sluice.administer({ mode: 'block', holdUntilScanned: false, consent: true });
  await expect(popup.getByText('Downloads are scanned, then removed if malicious')).toBeVisible(RELOADED);
  await expect(options.getByRole('radio', { name: 'Block' })).toBeChecked();
  await sluice.endPolicy();
  await expect(popup.getByText('Waiting for your consent')).toBeVisible(RELOADED);
  await expect(options.getByRole('radio', { name: 'Off' })).toBeChecked();
  await expect(options.getByRole('radio', { name: 'Off' })).toBeEnabled();
  await expect(options.getByText(LOCKED)).toHaveCount(0);
});

test('every key sets its setting and locks it', async () => {
  const sluice = await startManaged(parts, EVERYTHING_MANAGED);
  const options = await openOptions(sluice);
  await expect(options.getByText('Your administrator has set some of these settings.')).toBeVisible();
  await expectFixed(options, 'radio', 'Perception Point X-Ray, Europe');
  const token = options.getByLabel('Token', { exact: true });
  await expect(token).toBeDisabled();
  await expect(token).toHaveAccessibleDescription(LOCKED);
  await expect(options.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expect(options.getByRole('button', { name: 'Test connection' })).toBeEnabled();

  await goToSection(options, 'Downloads');
  await expectFixed(options, 'radio', 'Warn');
  await expectFixed(options, 'checkbox', 'Hold until scanned');
  const limit = options.getByRole('textbox', { name: 'Time limit of a scan' });
  await expect(limit).toHaveValue('1');
  await expect(limit).toBeDisabled();
  for (const [name, choice] of [
    ["When its scan can't be finished", 'keep'],
    ['When it is too large for the scanner', 'remove'],
    ['When it is locked with a password', 'keep'],
    ['When it is suspicious or spam', 'remove'],
  ] as const) {
    const field = options.getByRole('combobox', { name });
    await expect(field).toHaveValue(choice);
    await expect(field).toBeDisabled();
    await expect(field).toHaveAccessibleDescription(LOCKED);
  }
  await expectFixed(options, 'checkbox', 'Always send the file itself');
  expect(await findViolations(options)).toEqual([]);

  await goToSection(options, 'Allow and block lists');
  for (const [name, line] of [
    ['Never scan', 'Host *.example.org'],
    ['Always refuse', 'Files ending in .scr'],
  ] as const) {
    const list = options.getByRole('region', { name });
    await expect(list.getByText(line)).toBeVisible();
    await expect(list.getByText(LOCKED)).toBeVisible();
    await expect(list.getByRole('button')).toHaveCount(0);
  }
  await goToSection(options, 'Privacy');
  await expect(options.getByText('Your administrator has agreed for you')).toBeVisible();
  await expect(options.getByRole('button', { name: 'Withdraw consent' })).toHaveCount(0);
  await expectFixed(options, 'checkbox', 'Ask before documents are sent');
  await goToSection(options, 'Notifications');
  await expectFixed(options, 'checkbox', 'Tell me of clean files too');
  await goToSection(options, 'Appearance');
  await expectFixed(options, 'radio', 'Dark');
  await goToSection(options, 'Data');
  for (const [name, value] of [
    ['Days', '30'],
    ['Number of scans', '5000'],
  ] as const) {
    await expect(options.getByRole('textbox', { name })).toHaveValue(value);
    await expect(options.getByRole('textbox', { name })).toBeDisabled();
  }
  expect(await findViolations(options)).toEqual([]);
});

test('what can not be taken is named, and costs no other', async () => {
  const sluice = await startManaged(parts, {
    mode: 'blok',
    scanTimeLimitSeconds: 0,
    block: [{ kind: 'colour' }, EVERYTHING_MANAGED.block[0]],
    onTooLarge: 'remove',
  });
  const options = await openOptions(sluice, 'downloads');
  const faults = options.getByRole('region', { name: "Your administrator's policy has mistakes" });
  await expect(faults.getByRole('listitem')).toHaveText([
    'scanTimeLimitSeconds has to be a whole number from 1 to 86400.',
    'mode has to be one of: off, silent, warn, block.',
    'block[0] is no line of this list, so it was left out.',
  ]);
  await expect(options.getByRole('radio', { name: 'Off' })).toBeEnabled();
  await options.getByRole('radio', { name: 'Warn' }).check();
  await expect(options.getByLabel('When it is too large for the scanner')).toHaveValue('remove');
  await expect(options.getByLabel('When it is too large for the scanner')).toBeDisabled();
  await goToSection(options, 'Allow and block lists');
  await expect(options.getByText('Files ending in .scr')).toBeVisible();
  expect(await findViolations(options)).toEqual([]);
});

/** Something is chosen, and can't be changed. */
async function expectFixed(options: Page, role: 'radio' | 'checkbox', name: string): Promise<void> {
  const choice = options.getByRole(role, { name });
  await expect(choice).toBeChecked();
  await expect(choice).toBeDisabled();
}
