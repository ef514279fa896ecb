import { expect, type Locator, type Page, test } from '@playwright/test';
import { killWorker } from './extension-worker.ts';
import type { FaultEnd } from './guard/fault-scenario.ts';
import { HANDED_OVER, KEPT, TAKEN_AWAY } from './guard/fault-scenario.ts';
import { type GuardLab, withLab } from './guard/guard-lab.ts';
import { readLanded, wordsFor } from './guard/landed.ts';
import { PASSWORD } from './guard/make-content.ts';
import type { NewSiteFile } from './guard/site.ts';
import type { SiteFile } from './guard/site-file.ts';
import { openSitePage, startDownloads } from './guard/start-downloads.ts';
import { readStoredText } from './guard/stored-text.ts';
import { waitForRows } from './guard/wait-for-rows.ts';
import { openPopup, rowsNamed } from './popup-page.ts';

const WRONG = 'close sesame';
const BY_LINK: NewSiteFile = { kind: 'get-small', finding: 'encrypted' };
/** Only this browser has its bytes: the password goes with them. */
const BY_BYTES: NewSiteFile = { kind: 'blob', finding: 'encrypted' };

test('a wrong password is asked for again, and the right one gives the file or takes it away', () =>
  withLab({ flavour: 'all' }, async (lab) => {
    const wanted = [BY_LINK, BY_BYTES].flatMap((file) => [file, { ...file, inside: 'malicious' as const }]);
    const popup = await openPopup(lab.now());
    const files = await download(lab, popup, wanted);
    for (const file of files) {
      await enter(popup, file, WRONG);
      await expect(rowOf(popup, file)).toContainText('That password did not open it');
      await enter(popup, file, PASSWORD);
    }
    const ends = [HANDED_OVER, TAKEN_AWAY, HANDED_OVER, TAKEN_AWAY];
    for (const [index, file] of files.entries()) await expectEnd(lab, file, ends[index] ?? HANDED_OVER);
    await expectForgotten(lab, popup);
  }));

test('a locked file that is skipped stays as it is until it is kept or removed', () =>
  withLab({ flavour: 'all' }, async (lab) => {
    const popup = await openPopup(lab.now());
    const [kept, removed] = await download(lab, popup, [BY_LINK, BY_LINK]);
    for (const file of [kept, removed]) {
      await rowOf(popup, file).getByRole('button', { name: "I don't know it" }).click();
      await expect(fieldOf(popup, file)).toHaveCount(0);
      // The browser waits no longer, and nothing has been decided.
      await waitForRows(lab, file, ({ hold }) => hold?.state === 'staged');
      expect(await readWords(lab, file)).toBe('none');
    }
    await popup.getByRole('button', { name: `Keep ${kept.ownName}` }).click();
    await popup.getByRole('button', { name: `Remove ${removed.ownName}` }).click();
    await expectEnd(lab, kept, KEPT);
    await expectEnd(lab, removed, TAKEN_AWAY);
  }));

test('all of it by keyboard alone', () =>
  withLab({ flavour: 'all' }, async (lab) => {
    const popup = await openPopup(lab.now());
    const [opened, skipped] = await download(lab, popup, [BY_LINK, BY_LINK]);
    await goTo(popup, fieldOf(popup, opened));
    await popup.keyboard.type(WRONG);
    await popup.keyboard.press('Enter');
    await expect(rowOf(popup, opened)).toContainText('That password did not open it');
    await goTo(popup, fieldOf(popup, opened));
    await popup.keyboard.type(PASSWORD);
    await popup.keyboard.press('Enter');
    await expectEnd(lab, opened, HANDED_OVER);

    await goTo(popup, rowOf(popup, skipped).getByRole('button', { name: "I don't know it" }));
    await popup.keyboard.press('Space');
    await expect(popup.getByRole('button', { name: `Keep ${skipped.ownName}` })).toBeFocused();
    await popup.keyboard.press('Enter');
    await expectEnd(lab, skipped, KEPT);
    await expectForgotten(lab, popup);
  }));

test('a worker that dies has forgotten the password, and the person is asked again', () =>
  withLab({ flavour: 'all' }, async (lab) => {
    const popup = await openPopup(lab.now());
    const [file] = await download(lab, popup, [BY_LINK]);
    lab.gate.hold('submit');
    await enter(popup, file, PASSWORD);
    await expect.poll(() => lab.gate.waiting('submit')).toBe(1);
    await expectForgotten(lab, popup);
    await killWorker(lab.now());
    lab.gate.open();
    await enter(popup, file, PASSWORD);
    await expectEnd(lab, file, HANDED_OVER);
  }));

/** Downloads files, and waits until the person is asked for the password of each. */
async function download<const Wanted extends readonly NewSiteFile[]>(
  lab: GuardLab,
  popup: Page,
  wanted: Wanted,
): Promise<{ [Key in keyof Wanted]: SiteFile }>;
async function download(
  lab: GuardLab,
  popup: Page,
  wanted: readonly NewSiteFile[],
): Promise<readonly SiteFile[]> {
  const files: SiteFile[] = [];
  for (const each of wanted) files.push(await lab.site.add(each));
  const { context, otherPage } = lab.now();
  const page = await context.newPage();
  await openSitePage(page, lab.site.url);
  await startDownloads(lab.site, page, otherPage, files);
  await popup.bringToFront();
  for (const file of files) await expect(fieldOf(popup, file)).toBeVisible();
  return files;
}

function rowOf(popup: Page, { ownName }: SiteFile): Locator {
  return rowsNamed(popup, ownName);
}

function fieldOf(popup: Page, { ownName }: SiteFile): Locator {
  return popup.getByLabel(`Password of ${ownName}`);
}

async function enter(popup: Page, file: SiteFile, password: string): Promise<void> {
  await fieldOf(popup, file).fill(password);
  await rowOf(popup, file).getByRole('button', { name: 'Unlock' }).click();
}

/** Presses Tab until the focus is there. */
async function goTo(popup: Page, target: Locator): Promise<void> {
  await target.waitFor();
  await expect(async () => {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await popup.keyboard.press('Tab');
    await expect(target).toBeFocused({ timeout: 1 });
  }).toPass({ intervals: [1] });
}

async function expectEnd(lab: GuardLab, file: SiteFile, end: FaultEnd): Promise<void> {
  await waitForRows(lab, file, ({ hold }) => hold?.state === end.hold);
  await expect.poll(() => readWords(lab, file)).toBe(end.landed);
}

async function readWords(lab: GuardLab, file: SiteFile): Promise<string> {
  return wordsFor((await readLanded(lab.downloadsDir, [file])).get(file.token) ?? []);
}

/** Neither password stands in what the extension keeps, nor in its page. */
async function expectForgotten(lab: GuardLab, popup: Page): Promise<void> {
  const stored = await readStoredText(popup);
  const fields = await popup
    .locator('input')
    .evaluateAll((inputs) =>
      inputs.map((input) => (input instanceof HTMLInputElement ? input.value : '')).join('\n'),
    );
  const page = await popup.content();
  // It is the right place to look: the scans and the connection stand there.
  expect(stored).toContain('scans:');
  expect(stored).toContain(lab.scanner.token);
  expect(stored).toContain('get-small-cell-');
  for (const secret of [PASSWORD, WRONG]) {
    expect(stored).not.toContain(secret);
    expect(`${page}${fields}`).not.toContain(secret);
  }
}
