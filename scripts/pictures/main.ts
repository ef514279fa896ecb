/** Takes the picture of the popup for the README, of real scans of the samples: `npm run pictures`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { agree } from '../browser/agree.ts';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import { POPUP_SIZE } from '../browser/popup-size.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { runSamples } from '../start/run-samples.ts';
import { untilSignal } from '../start/until-signal.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { ROOT } from '../tools/run-tool.ts';
import { startPart } from '../tools/start-part.ts';

const PICTURE = join(ROOT, 'docs', 'popup.png');

readOptions('npm run pictures', {});
const parts = new AsyncDisposableStack();
const code = await Promise.race([takePictures(), untilSignal()]).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
});
await parts.disposeAsync();
process.exit(code);

async function takePictures(): Promise<number> {
  const browser = ensureBrowser();
  const extensionDir = await buildExtension();
  const downloadsDir = await startPart(
    parts,
    () => mkdtemp(join(tmpdir(), 'sluice-pictures-')),
    (folder) => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  );
  const scanner = await startPart(
    parts,
    () => startScanner({ samples: true }),
    ({ stop }) => stop(),
  );
  const launched = await startPart(
    parts,
    () => launchBrowser({ browser, extensionDir, downloadsDir, isHeadless: true }),
    ({ close }) => close(),
  );
  await agree(launched.worker);
  await connectExtension(launched.worker, scanner.url, scanner.token);
  await runSamples({ ...launched, scannerUrl: scanner.url });
  await layOut(launched.context, await photograph(launched.context, launched.extensionId));
  process.stdout.write(`Written: ${PICTURE}, the popup with the scans of all samples, light and dark.\n`);
  return 0;
}

/** @returns pictures in base64 */
async function photograph(context: BrowserContext, extensionId: string): Promise<string[]> {
  const popup = await context.newPage();
  await popup.setViewportSize(POPUP_SIZE);
  const pictures: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await popup.emulateMedia({ colorScheme });
    await popup.goto(`chrome-extension://${extensionId}/popup.html`);
    await popup.locator('.row').first().waitFor();
    pictures.push((await popup.screenshot()).toString('base64'));
  }
  return pictures;
}

/** Puts the pictures side by side. */
async function layOut(context: BrowserContext, pictures: readonly string[]): Promise<void> {
  const sheet = await context.newPage();
  await sheet.setViewportSize({ width: POPUP_SIZE.width * 2 + 72, height: POPUP_SIZE.height + 48 });
  await sheet.setContent(
    `<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#cfd6dd}img{border-radius:12px}</style>${pictures
      .map((picture) => `<img src="data:image/png;base64,${picture}">`)
      .join('')}`,
  );
  await sheet.screenshot({ path: PICTURE });
}
