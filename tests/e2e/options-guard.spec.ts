import { expect, type Page } from '@playwright/test';
import { POLICY_KEY, POLICY_VERSION } from '../../lib/storage/policy-store.ts';
import { aPolicy } from '../factories/policy-factory.ts';
import { forgetLocally, holdPermission, readLocally, storeLocally } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { openOptions } from './options-page.ts';
import { openPopup } from './popup-page.ts';

const ALLOW = { name: 'Allow holding' };

/** As a person who says no, or an administrator's rule, does. */
async function refusePermissions(page: Page): Promise<void> {
  await page.evaluate(() => {
    Reflect.set(Reflect.get(Reflect.get(globalThis, 'chrome'), 'permissions'), 'request', async () => false);
  });
}

test('whoever agreed and chose nothing else is protected with one click, and the popup says so', async ({
  sluice,
}) => {
  await forgetLocally(sluice, POLICY_KEY);
  const options = await openOptions(sluice, 'downloads');
  await expect(options.getByRole('radio', { name: 'Block' })).toBeChecked();
  await expect(options.getByRole('checkbox', { name: 'Hold until scanned' })).toBeChecked();
  await expect(
    options.getByText("other extensions can't choose names for their own downloads"),
  ).toBeVisible();
  await options.getByRole('button', ALLOW).click();
  await expect(options.getByRole('button', ALLOW)).toHaveCount(0);
  expect(await holdPermission(sluice)).toBe(true);
  const popup = await openPopup(sluice);
  await expect(popup.locator('footer')).toContainText('Downloads are held until scanned');
});

test('holding goes with Block, and gives its permission back when it is turned off', async ({ sluice }) => {
  const options = await openOptions(sluice, 'downloads');
  const hold = options.getByRole('checkbox', { name: 'Hold until scanned' });
  const apply = options.getByRole('button', { name: 'Apply' });
  await expect(apply).toBeDisabled();
  await options.getByRole('radio', { name: 'Warn' }).check();
  await expect(hold).not.toBeChecked();
  await options.getByRole('radio', { name: 'Block' }).check();
  await expect(hold).toBeChecked();
  // Choosing alone does nothing yet.
  expect(await holdPermission(sluice)).toBe(false);
  await apply.click();
  await expect.poll(() => holdPermission(sluice)).toBe(true);
  await hold.uncheck();
  await apply.click();
  await expect.poll(() => holdPermission(sluice)).toBe(false);
  const popup = await openPopup(sluice);
  await expect(popup.locator('footer')).toContainText('scanned, then removed if malicious');
});

test('where the browser refuses, the policy is kept without the hold, and the page says what happens then', async ({
  sluice,
}) => {
  const options = await openOptions(sluice, 'downloads');
  await refusePermissions(options);
  await options.getByRole('radio', { name: 'Block' }).check();
  await options.getByRole('button', { name: 'Apply' }).click();
  await expect(options.getByText('Applied, but downloads are not held')).toBeVisible();
  await expect(options.getByRole('radio', { name: 'Block' })).toBeChecked();
  await expect(options.getByRole('checkbox', { name: 'Hold until scanned' })).not.toBeChecked();
});

test('the time limit is taken in seconds or minutes, and refused in words', async ({ sluice }) => {
  const options = await openOptions(sluice, 'downloads');
  await options.getByRole('radio', { name: 'Warn' }).check();
  const limit = options.getByRole('textbox', { name: 'Time limit of a scan' });
  await expect(limit).toHaveValue('2');
  await limit.fill('1441');
  await expect(options.getByText('The longest time limit is 24 hours')).toBeVisible();
  await expect(options.getByRole('button', { name: 'Apply' })).toBeDisabled();
  await options.getByLabel('Unit of the time limit').selectOption('seconds');
  await options.getByLabel('When it is too large for the scanner').selectOption('remove');
  await options.getByRole('checkbox', { name: 'Always send the file itself' }).check();
  await options.getByRole('button', { name: 'Apply' }).click();
  await expect(options.getByText('Applied.', { exact: true })).toBeVisible();
  expect(await readLocally(sluice, POLICY_KEY)).toMatchObject({
    fields: { mode: 'warn', scanTimeLimitMs: 1_441_000, onTooLarge: 'remove', alwaysScanBytes: true },
  });
});

test('lines of the lists are added, edited and removed, and mistakes are named', async ({ sluice }) => {
  const options = await openOptions(sluice, 'lists');
  const allow = options.getByRole('region', { name: 'Never scan' });
  await allow.getByRole('button', { name: 'Add a line' }).click();
  await expect(allow.getByLabel('Kind')).toBeFocused();
  await allow.getByRole('textbox', { name: 'Host' }).fill('https://example.org/files');
  await allow.getByRole('textbox', { name: 'Why' }).fill('Our own site.');
  await allow.getByRole('button', { name: 'Done' }).click();
  await expect(allow.getByText('That is no host.')).toBeVisible();
  await allow.getByRole('textbox', { name: 'Host' }).fill('*.example.org');
  await allow.getByRole('textbox', { name: 'Why' }).press('Enter');
  await expect(allow.getByRole('listitem')).toContainText('Host *.example.org');
  await expect(allow.getByText('Our own site.')).toBeVisible();

  await allow.getByRole('button', { name: 'Edit Host *.example.org' }).click();
  await allow.getByLabel('Kind').selectOption('ending');
  await allow.getByRole('textbox', { name: 'File ending' }).fill('.TXT');
  await allow.getByRole('button', { name: 'Done' }).click();
  await options.getByRole('button', { name: 'Apply' }).click();
  await expect(options.getByText('Applied.', { exact: true })).toBeVisible();
  expect(await readLocally(sluice, POLICY_KEY)).toMatchObject({
    fields: { allow: [{ kind: 'ending', ending: 'txt', why: 'Our own site.' }] },
  });
  await allow.getByRole('button', { name: 'Remove Files ending in .txt' }).click();
  await expect(allow.getByText('No lines yet.')).toBeVisible();
});

test('what of the saved settings cannot be read is named, and applying mends it', async ({ sluice }) => {
  const broken = { ...aPolicy({ mode: 'warn', holdUntilScanned: false }), onEncrypted: 'burn' };
  await storeLocally(sluice, { [POLICY_KEY]: { version: POLICY_VERSION, fields: broken } });
  const options = await openOptions(sluice, 'downloads');
  await expect(options.getByText('could not be read')).toContainText('When it is locked with a password');
  await options.getByRole('button', { name: 'Apply' }).click();
  await expect(options.getByText('could not be read')).toHaveCount(0);
  expect(await readLocally(sluice, POLICY_KEY)).toMatchObject({ fields: { onEncrypted: 'ask' } });
});

test('leave to read files is given and withdrawn in its own row', async ({ sluice }) => {
  const options = await openOptions(sluice, 'privacy');
  const reading = options.getByRole('region', { name: 'What Sluice may read' });
  // The browser of the tests has the switch turned on already.
  await reading.getByRole('button', { name: 'Allow Read downloaded files' }).click();
  await reading.getByRole('button', { name: 'Withdraw Read downloaded files' }).click();
  await expect(reading.getByRole('button', { name: 'Allow Read downloaded files' })).toBeVisible();
});

test('a refusal to read from sites is told', async ({ sluice }) => {
  const options = await openOptions(sluice, 'privacy');
  await refusePermissions(options);
  await options.getByRole('button', { name: 'Allow Read files that sites give to you only' }).click();
  await expect(options.getByText('The browser did not allow it.')).toBeVisible();
});
