import { readdir } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page, Worker } from '@playwright/test';
import { SAMPLES, type SampleEntry } from '../../server/samples/manifest.ts';
import type { SampleRow } from './to-table.ts';

/** Longest wait for one verdict, and for its file after it, in ms. */
const PATIENCE_MS = 60_000;
const LANDING_MS = 20_000;
const LOOK_EVERY_MS = 100;

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { contextMenus: { onClicked: { dispatch: (info: object, tab: object) => void } } };

export type RunSamplesOptions = {
  context: BrowserContext;
  extensionId: string;
  worker: Worker;
  scannerUrl: string;
  /** Where the browser puts downloads: empty at the beginning. */
  downloadsDir: string;
};

/** The verdict that the extension shows for each verdict of the scanner. */
const SHOWN: Record<SampleEntry['expected'], string> = {
  CLN: 'clean',
  MAL: 'malicious',
  // Of this machine the extension may read what pages make, and sends it.
  'needs-bytes': 'clean',
};

/**
 * Downloads every sample by a click on the page, scans one link by the context menu, and waits for each verdict and for
 * what it makes of the file.
 */
export async function runSamples({
  context,
  extensionId,
  worker,
  scannerUrl,
  downloadsDir,
}: RunSamplesOptions): Promise<SampleRow[]> {
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  const page = await context.newPage();
  await page.goto(`${scannerUrl}/samples/`);
  const rows: SampleRow[] = [];
  for (const { name, elementId, expected } of SAMPLES) {
    const verdict = SHOWN[expected];
    const before = await readdir(downloadsDir);
    const row = await measure(popup, 'download', name, verdict, () => page.click(`#${elementId}`));
    const expectedOnDisk = verdict === 'clean' ? name : '';
    const onDisk = await waitForNew(downloadsDir, before, expectedOnDisk);
    rows.push({ ...row, onDisk, expectedOnDisk, ok: row.ok && onDisk === expectedOnDisk });
  }
  const linkUrl = `${scannerUrl}/samples/eicar.com`;
  const clickMenu = () =>
    worker.evaluate(
      (url) =>
        chrome.contextMenus.onClicked.dispatch(
          { menuItemId: 'scan-link', linkUrl: url },
          { incognito: false },
        ),
      linkUrl,
    );
  rows.push(await measure(popup, 'link', 'eicar.com', SHOWN.MAL, clickMenu));
  return rows;
}

async function measure(
  popup: Page,
  route: string,
  sample: string,
  expected: string,
  act: () => Promise<void>,
): Promise<SampleRow> {
  const outcomes = popup
    .locator('.row:not(.running):not([data-state="needs-bytes"])')
    .filter({ has: popup.locator('.name', { hasText: sample }) });
  const before = await outcomes.count();
  const startedAt = performance.now();
  await act();
  const verdict = await outcomes
    .nth(before)
    .waitFor({ timeout: PATIENCE_MS })
    .then(() =>
      outcomes.first().evaluate((row) => row.getAttribute('data-verdict') ?? row.getAttribute('data-state')),
    )
    .catch(() => 'nothing in time');
  const seconds = (performance.now() - startedAt) / 1_000;
  const ok = verdict === expected;
  return { sample, route, verdict: verdict ?? '', expected, onDisk: '', expectedOnDisk: '', seconds, ok };
}

/** The names that are new in the folder, once they are as expected or patience ends; '' where there are none. */
async function waitForNew(folder: string, before: readonly string[], expected: string): Promise<string> {
  const find = async () => (await readdir(folder)).filter((name) => !before.includes(name)).join(', ');
  const deadline = Date.now() + LANDING_MS;
  let found = await find();
  while (found !== expected && Date.now() < deadline) {
    await pause(LOOK_EVERY_MS);
    found = await find();
  }
  return found;
}
