import type { BrowserContext, Page, Worker } from '@playwright/test';
import { SAMPLES, type SampleEntry } from '../../server/samples/manifest.ts';
import type { SampleRow } from './to-table.ts';

/** Longest wait for one verdict, in ms. */
const PATIENCE_MS = 60_000;

/** The part of `chrome` that is used inside the extension's worker. */
declare const chrome: { contextMenus: { onClicked: { dispatch: (info: object, tab: object) => void } } };

export type RunSamplesOptions = {
  context: BrowserContext;
  extensionId: string;
  worker: Worker;
  scannerUrl: string;
};

/** The verdict that the extension shows for each verdict of the scanner. */
const SHOWN: Record<SampleEntry['expected'], string> = {
  CLN: 'clean',
  MAL: 'malicious',
  // Of this machine the extension may read what pages make, and sends it.
  'needs-bytes': 'clean',
};

/** Downloads every sample by a click on the page, scans one link by the context menu, and waits for each verdict. */
export async function runSamples({
  context,
  extensionId,
  worker,
  scannerUrl,
}: RunSamplesOptions): Promise<SampleRow[]> {
  const popup = await context.newPage();
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  const page = await context.newPage();
  await page.goto(`${scannerUrl}/samples/`);
  const rows: SampleRow[] = [];
  for (const { name, elementId, expected } of SAMPLES) {
    rows.push(await measure(popup, 'download', name, SHOWN[expected], () => page.click(`#${elementId}`)));
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
  return { sample, route, verdict: verdict ?? '', expected, seconds, ok: verdict === expected };
}
