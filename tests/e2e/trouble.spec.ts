import { expect } from '@playwright/test';
import { test } from './fixtures.ts';
import { fillConnection, openOptions } from './options-page.ts';
import { testOwnScanner } from './own-scanner.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';

test.describe('before a scanner is connected', () => {
  test.use({ isConnected: false });

  test('nothing is sent, the popup says so, and connecting sends what has waited', async ({
    sluice,
    gate,
    scanner,
  }) => {
    const popup = await openPopup(sluice);
    await expect(popup.getByText('Nothing scanned yet')).toBeVisible();
    await paste(popup, gate.sample('harmless.pdf'));
    await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-state', 'waiting-to-submit');
    await expect(popup.getByRole('heading', { name: 'Connect a scanner' })).toBeVisible();
    expect(gate.requests).toEqual([]);

    const options = await openOptions(sluice);
    await fillConnection(options, gate.url, scanner.token);
    await options.getByRole('button', { name: 'Save' }).click();
    await expect(options.getByRole('status')).toContainText('Saved. The scanner answers');
    await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
    await expect(popup.getByRole('heading', { name: 'Connect a scanner' })).toHaveCount(0);
  });
});

test('a wrong token is named in the settings and in the popup; the right one takes the scan up', async ({
  sluice,
  gate,
  scanner,
}) => {
  const options = await openOptions(sluice);
  await fillConnection(options, gate.url, 'not-the-token-of-this-scanner');
  await options.getByRole('button', { name: 'Test connection' }).click();
  await expect(options.getByRole('status')).toContainText('does not accept this token');
  await options.getByRole('button', { name: 'Save' }).click();
  await expect(options.getByRole('status')).toContainText('Saved. ');

  const popup = await openPopup(sluice);
  await paste(popup, gate.sample('eicar.com'));
  const row = rowsNamed(popup, 'eicar.com');
  await expect(row).toHaveAttribute('data-state', 'waiting-to-submit');
  await expect(row).toContainText('did not accept the token');
  await expect(row.getByRole('button', { name: 'Open settings' })).toBeVisible();

  await fillConnection(options, gate.url, scanner.token);
  await options.getByRole('button', { name: 'Save' }).click();
  await expect(row).toHaveAttribute('data-verdict', 'malicious');
});

test('an address with something else behind it is told from a scanner', async ({ sluice, scanner }) => {
  const options = await openOptions(sluice);
  await fillConnection(options, `${scanner.url}/samples`, scanner.token);
  await options.getByRole('button', { name: 'Test connection' }).click();
  await expect(options.getByRole('status')).toContainText('it is no scanner');
});

testOwnScanner(
  'a stopped scanner is named in the settings and in the popup; the scan goes on when it is back',
  async ({ sluice, gate, ownScanner }) => {
    const popup = await openPopup(sluice);
    const options = await openOptions(sluice);
    await ownScanner.kill();
    await options.getByRole('button', { name: 'Test connection' }).click();
    await expect(options.getByRole('status')).toContainText('Nothing answers at');

    await paste(popup, gate.sample('harmless.pdf'));
    const row = rowsNamed(popup, 'harmless.pdf');
    await expect(row).toContainText("can't be reached");
    await ownScanner.restart();
    // The next try may be 16 s away.
    await expect(row).toHaveAttribute('data-verdict', 'clean', { timeout: 60_000 });
  },
);

test('a scan that is to wait for an hour can be tried again at once', async ({ sluice, gate }) => {
  const popup = await openPopup(sluice);
  gate.refuse(3_600);
  await paste(popup, gate.sample('harmless.pdf'));
  const row = rowsNamed(popup, 'harmless.pdf');
  await expect(row).toHaveAttribute('data-state', 'waiting-to-submit');
  gate.open();
  await row.getByRole('button', { name: 'Try again' }).click();
  await expect(row).toHaveAttribute('data-verdict', 'clean');
});

test('the saved token is never shown again', async ({ sluice, scanner }) => {
  const options = await openOptions(sluice);
  await expect(options.getByText(`…${scanner.token.slice(-4)}`)).toBeVisible();
  await expect(options.getByLabel('Token', { exact: true })).toHaveValue('');
  expect(await options.content()).not.toContain(scanner.token);
});
