import { expect } from '@playwright/test';
import { badgeText, clickMenu, notificationIds } from './extension-worker.ts';
import { test } from './fixtures.ts';
import { openPopup, paste, rowsNamed } from './popup-page.ts';

test('a link chosen in the context menu gets its verdict, a badge and a notification', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  gate.hold('GET');
  await clickMenu(sluice, { menuItemId: 'scan-link', linkUrl: gate.sample('eicar.com') });
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-state', 'polling');
  await expect.poll(() => badgeText(sluice)).toBe('1');

  gate.open();
  await Promise.all([
    // From now on: browsers take notifications away again after some seconds.
    expect.poll(async () => (await notificationIds(sluice)).length, { intervals: [100] }).toBe(1),
    expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious'),
  ]);
  await expect(rowsNamed(popup, 'eicar.com')).toContainText('Malicious');
  await expect.poll(() => badgeText(sluice)).toBe('');
});

test('each entry of the menu scans what it names: a link, a picture in it, a video, a sound', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  const both = { linkUrl: gate.sample('infected.zip'), srcUrl: gate.sample('harmless.pdf') };
  await clickMenu(sluice, { menuItemId: 'scan-link', ...both });
  await clickMenu(sluice, { menuItemId: 'scan-image', ...both });
  await clickMenu(sluice, { menuItemId: 'scan-video', srcUrl: gate.sample('eicar.com') });
  await clickMenu(sluice, { menuItemId: 'scan-audio', srcUrl: gate.sample('harmless.zip') });
  await expect(rowsNamed(popup, 'infected.zip')).toHaveAttribute('data-verdict', 'malicious');
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious');
  await expect(rowsNamed(popup, 'harmless.zip')).toHaveAttribute('data-verdict', 'clean');
});

test('an address pasted into the popup is scanned, without what is only for the site', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  const address = gate.sample('harmless.pdf').replace('http://', 'http://anna:secret@');
  await paste(popup, `${address}#page=2`);
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
  await expect(popup.locator('.name', { hasText: 'harmless.pdf' })).not.toHaveAttribute('title', /secret|#/);
});

test('what is no web address is refused in words and stays in the field', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  await paste(popup, 'hello world');
  await expect(popup.getByRole('alert')).toContainText('not a web address');
  await expect(popup.getByRole('textbox')).toHaveValue('hello world');
  await expect(popup.locator('.row')).toHaveCount(0);
});

test('an address pasted while the last one is being handed over stays in the field', async ({
  sluice,
  gate,
}) => {
  const popup = await openPopup(sluice);
  await popup.getByRole('textbox').fill(gate.sample('harmless.pdf'));
  const next = gate.sample('eicar.com');
  // In one turn of the page: no answer of the background can come in between.
  await popup.evaluate((address) => {
    document.querySelector('form')?.requestSubmit();
    const field = document.querySelector('input');
    if (field !== null) field.value = address;
  }, next);
  await expect(rowsNamed(popup, 'harmless.pdf')).toHaveAttribute('data-verdict', 'clean');
  await expect(popup.getByRole('textbox')).toHaveValue(next);
});
