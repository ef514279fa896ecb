import { expect, type Page } from '@playwright/test';
import { aScan, aScanAtRest } from '../factories/scan-factory.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import { openPopup, recordMessages } from './popup-page.ts';
import { storeRows } from './store-rows.ts';

const ADDRESS = 'https://files.example.org/setup.exe';

test('a row says in its menu what can be done, and does it', async ({ sluice }) => {
  await sluice.context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const popup = await openPopup(sluice);
  const messages = await recordMessages(popup);
  const scan = aScanAtRest({ name: 'setup.exe', url: ADDRESS, verdict: 'clean' });
  await storeRows(popup, [scan], []);
  await choose(popup, 'setup.exe', 'Copy safe link (hxxp)');
  await expect(popup.getByRole('status')).toContainText('The link is copied.');
  expect(await clipboard(popup)).toBe('hxxps://files[.]example[.]org/setup.exe');
  await choose(popup, 'setup.exe', 'Report a wrong verdict');
  await expect(popup.getByRole('status')).toContainText('A report is copied.');
  expect(await clipboard(popup)).toContain('Verdict: Clean');
  await choose(popup, 'setup.exe', 'Scan again');
  await expect.poll(messages).toEqual([{ name: 'scan-again', request: { id: scan.id } }]);
  const opening = sluice.context.waitForEvent('page');
  // The popup closes itself when the details open.
  await choose(popup, 'setup.exe', 'Show details').catch(() => {});
  expect((await opening).url()).toContain(`history.html#scan=${scan.id}`);
});

test('what ended locked takes its password from the menu', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const messages = await recordMessages(popup);
  const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' as const }];
  const scan = aScanAtRest({ name: 'locked.zip', verdict: 'unknown', evidence });
  await storeRows(popup, [scan], []);
  await choose(popup, 'locked.zip', 'Enter the password');
  await expect(popup.getByLabel('Password of locked.zip')).toBeFocused();
  await popup.keyboard.type('infected');
  await popup.keyboard.press('Enter');
  await expect.poll(messages).toEqual([{ name: 'unlock', request: { id: scan.id, password: 'infected' } }]);
  await expect(popup.getByLabel('Password of locked.zip')).toHaveCount(0);
});

test('the arrow keys go from row to row, Enter opens a menu and Escape closes it', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const names = ['one.pdf', 'two.pdf', 'three.pdf'];
  const now = Date.now();
  await storeRows(
    popup,
    names.map((name, index) => aScanAtRest({ name, finishedAt: now - index })),
    [],
  );
  const button = (name: string) => popup.getByRole('button', { name: `Actions for ${name}` });
  await popup.getByRole('textbox', { name: 'Paste a link or drop a file' }).press('ArrowDown');
  await expect(button('one.pdf')).toBeFocused();
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('ArrowDown');
  await expect(button('three.pdf')).toBeFocused();
  await popup.keyboard.press('Home');
  await popup.keyboard.press('ArrowDown');
  await popup.keyboard.press('Enter');
  const menu = popup.getByRole('menu', { name: 'Actions for two.pdf' });
  await expect(menu.getByRole('menuitem', { name: 'Show details' })).toBeFocused();
  await popup.keyboard.press('ArrowUp');
  await expect(menu.getByRole('menuitem', { name: 'Report a wrong verdict' })).toBeFocused();
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    expect(await findViolations(popup)).toEqual([]);
  }
  await popup.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(button('two.pdf')).toBeFocused();
  // One of them is reached by the Tab key, the others by the arrows.
  await popup.keyboard.press('Tab');
  await expect(popup.getByRole('button', { name: 'History' })).toBeFocused();
});

test('what waits its turn says where it stands, and a browser that is offline says so', async ({
  sluice,
}) => {
  const popup = await openPopup(sluice);
  const later = Date.now() + 24 * 3_600_000;
  const queued = [3, 2, 1].map((age) =>
    aScan({ name: `${age}.zip`, createdAt: Date.now() - age * 1_000, dueAt: later }),
  );
  await storeRows(popup, queued, []);
  const row = (name: string) => popup.getByRole('listitem').filter({ hasText: name });
  await expect(row('3.zip')).toContainText('Waiting its turn');
  await expect(row('2.zip')).toContainText('Number 2 in the queue');
  await expect(row('1.zip')).toContainText('Number 3 in the queue');
  await sluice.context.setOffline(true);
  await expect(popup.getByRole('status')).toContainText('You are offline. Scans wait until you are back.');
  await sluice.context.setOffline(false);
  await expect(popup.locator('footer')).toContainText('Downloads are scanned');
});

test('the first thing that is drawn has the rows in it', async ({ sluice }) => {
  const popup = await openPopup(sluice);
  const scans = Array.from({ length: 50 }, (_, index) => aScanAtRest({ finishedAt: Date.now() - index }));
  await storeRows(popup, scans, []);
  const page = await sluice.context.newPage();
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      const app = document.querySelector('#app');
      if (app === null || app.childElementCount === 0) return;
      observer.disconnect();
      Reflect.set(globalThis, 'firstRows', app.querySelectorAll('.row').length);
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  await page.goto(popup.url());
  await expect.poll(() => page.evaluate(() => Reflect.get(globalThis, 'firstRows'))).toBe(30);
});

async function choose(popup: Page, file: string, action: string): Promise<void> {
  await popup.getByRole('button', { name: `Actions for ${file}` }).click();
  await popup.getByRole('menuitem', { name: action }).click();
}

function clipboard(popup: Page): Promise<string> {
  return popup.evaluate(() => navigator.clipboard.readText());
}
