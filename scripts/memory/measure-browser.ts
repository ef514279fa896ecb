import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { buildExtension } from '../tools/build-extension.ts';
import type { Measurement } from './measurement.ts';
import { findProcessTree, readHeldMemory } from './process-tree.ts';
import { toMegabytes } from './to-megabytes.ts';

const LARGEST = 500_000_000;
const SAMPLE_MS = 50;
const PATIENCE_MS = 300_000;

/** Scans the largest file, and one that is a byte too large, through the real extension, and watches the browser. */
export async function measureBrowser(): Promise<Measurement[]> {
  await using parts = new AsyncDisposableStack();
  const extensionDir = await buildExtension();
  const folder = await mkdtemp(join(tmpdir(), 'sluice-memory-'));
  parts.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const scanner = await startScanner();
  parts.defer(scanner.stop);
  const profileDir = join(folder, 'profile');
  const downloadsDir = join(folder, 'downloads');
  const browser = ensureBrowser();
  const launched = await launchBrowser({ browser, extensionDir, downloadsDir, profileDir, isHeadless: true });
  parts.defer(launched.close);
  await connectExtension(launched.worker, scanner.url, scanner.token);
  const popup = await launched.context.newPage();
  await popup.goto(`chrome-extension://${launched.extensionId}/popup.html`);

  const before = await readHeldMemory(await findProcessTree(profileDir));
  const watch = watchPeak(profileDir);
  const fits = await scanFile(popup, await makeFile(folder, 'fits.bin', LARGEST));
  const peak = await watch.end();
  const large = await scanFile(popup, await makeFile(folder, 'too-large.bin', LARGEST + 1));
  return [
    { what: 'browser, before', value: toMegabytes(before), expected: '', ok: true },
    {
      what: 'browser, peak above that while 500,000,000 bytes are staged, sent and scanned',
      value: toMegabytes(peak - before),
      expected: `under ${toMegabytes(LARGEST)}`,
      ok: peak - before < LARGEST,
    },
    { what: 'its verdict', value: fits, expected: 'clean', ok: fits === 'clean' },
    {
      what: 'what 500,000,001 bytes end as',
      value: large,
      expected: 'refused with both sizes',
      ok: large.includes('500,000,001 bytes is over the limit of 500,000,000 bytes'),
    },
  ];
}

/** A file of zeros that takes no room on the disk. */
async function makeFile(folder: string, name: string, size: number): Promise<string> {
  const path = join(folder, name);
  const file = await open(path, 'w');
  await file.truncate(size);
  await file.close();
  return path;
}

/** @returns the verdict, or the words of the row where it has none */
async function scanFile(popup: Page, path: string): Promise<string> {
  const rows = popup.locator('.row:not(.running)');
  const before = await rows.count();
  await popup.locator('input[type=file]').setInputFiles(path);
  await rows.nth(before).waitFor({ timeout: PATIENCE_MS });
  const newest = rows.first();
  return (await newest.getAttribute('data-verdict')) ?? (await newest.textContent()) ?? '';
}

function watchPeak(profileDir: string): { end: () => Promise<number> } {
  let peak = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      peak = Math.max(peak, await readHeldMemory(await findProcessTree(profileDir)));
      await pause(SAMPLE_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await watching;
      return peak;
    },
  };
}
