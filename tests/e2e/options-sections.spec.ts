import { expect } from '@playwright/test';
import { SECTIONS } from '../../entrypoints/options/sections.ts';
import { CONSENT_KEY } from '../../lib/storage/consent-store.ts';
import { PREFERENCES_KEY } from '../../lib/storage/preference-store.ts';
import { readLocally } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import { goToSection, openOptions } from './options-page.ts';

test('every part is reached by its link, with the keyboard, and what was begun in one stays', async ({
  sluice,
}) => {
  const options = await openOptions(sluice);
  const links = options.getByRole('navigation', { name: 'Parts of the settings' }).getByRole('link');
  await expect(links).toHaveCount(SECTIONS.length);
  await expect(links.first()).toHaveAttribute('aria-current', 'page');
  await options.getByLabel('Token', { exact: true }).fill('half-typed');
  for (const link of (await links.all()).slice(1)) {
    const title = (await link.textContent()) ?? '';
    await link.focus();
    await options.keyboard.press('Enter');
    const panel = options.getByRole('region', { name: title, exact: true });
    await expect(panel.getByRole('heading').first()).toBeVisible();
    await expect(panel).toBeFocused();
    await expect(link).toHaveAttribute('aria-current', 'page');
    expect(await findViolations(options), title).toEqual([]);
  }
  await goToSection(options, 'Connection');
  await expect(options.getByLabel('Token', { exact: true })).toHaveValue('half-typed');
});

test('what would happen to an address is told by the lines on the page, with the reason', async ({
  sluice,
}) => {
  const options = await openOptions(sluice, 'lists');
  const tester = options.getByRole('region', { name: 'What would happen to this address?' });
  const ask = async (address: string) => {
    await tester.getByRole('textbox', { name: 'Address' }).fill(address);
    await tester.getByRole('button', { name: 'Show what would happen' }).click();
  };
  await ask('no address');
  await expect(tester.getByText('That is no address.')).toBeVisible();
  await ask('files.example.org/setup.exe');
  await expect(tester.getByRole('status')).toContainText('It is scanned while the browser saves it.');
  await expect(tester.getByRole('status')).toContainText('File: setup.exe');

  const allow = options.getByRole('region', { name: 'Never scan' });
  await allow.getByRole('button', { name: 'Add a line' }).click();
  await allow.getByRole('textbox', { name: 'Host' }).fill('*.example.org');
  await allow.getByRole('textbox', { name: 'Why' }).fill('Our own site.');
  await allow.getByRole('button', { name: 'Done' }).click();
  // Without asking again, and before anything is applied.
  await expect(tester.getByRole('status')).toContainText('It is let through unscanned.');
  await expect(tester.getByRole('status')).toContainText('Never scan: Host *.example.org. Our own site.');
  expect(await findViolations(options)).toEqual([]);
});

test('preferences hold at once', async ({ sluice }) => {
  const options = await openOptions(sluice, 'notifications');
  await options.getByRole('checkbox', { name: 'Tell me of clean files too' }).check();
  await goToSection(options, 'Appearance');
  await options.getByRole('radio', { name: 'Dark' }).check();
  await goToSection(options, 'Privacy');
  await options.getByRole('checkbox', { name: 'Ask before documents are sent' }).check();
  await goToSection(options, 'Data');
  const days = options.getByRole('textbox', { name: 'Days' });
  await days.fill('many');
  await expect(options.getByText('Enter a whole number, such as 30.')).toBeVisible();
  await days.fill('30');
  await days.press('Enter');
  await expect
    .poll(() => readLocally(sluice, PREFERENCES_KEY))
    .toMatchObject({ notifyClean: true, theme: 'dark', askBeforeDocuments: true, keepDays: 30 });
});

test('the consent is taken back where it is told what it is to', async ({ sluice }) => {
  const options = await openOptions(sluice, 'privacy');
  await expect(options.getByText('You agreed to this on')).toBeVisible();
  await options.getByRole('button', { name: 'Withdraw consent' }).click();
  await expect(options.getByRole('region', { name: 'Nothing is sent yet' })).toBeVisible();
  expect(await readLocally(sluice, CONSENT_KEY)).toBeNull();
  const opening = sluice.context.waitForEvent('page');
  const privacy = options.getByRole('region', { name: 'Privacy', exact: true });
  await privacy.getByRole('button', { name: 'Read and agree' }).click();
  await expect((await opening).getByRole('button', { name: 'I agree' })).toBeVisible();
});

test("the browser's page for shortcuts is a click away", async ({ sluice }) => {
  const options = await openOptions(sluice, 'shortcuts');
  const opening = sluice.context.waitForEvent('page');
  await options.getByRole('button', { name: 'Change shortcuts' }).click();
  await expect.poll(async () => (await opening).url()).toContain('chrome://extensions/shortcuts');
});
