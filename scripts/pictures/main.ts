/** Takes the picture of the popup for the README, of real scans of the samples: `npm run pictures`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { launchBrowser } from '../browser/launch-browser.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { runSamples } from '../start/run-samples.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { ROOT } from '../tools/run-tool.ts';

const SIZE = { width: 385, height: 600 };

const downloadsDir = await mkdtemp(join(tmpdir(), 'sluice-pictures-'));
const extensionDir = await buildExtension();
const scanner = await startScanner({ samples: true });
const launched = await launchBrowser({
  browser: ensureBrowser(),
  extensionDir,
  downloadsDir,
  isHeadless: true,
});
const { context, extensionId } = launched;
await connectExtension(launched.worker, scanner.url, scanner.token);
await runSamples({ ...launched, scannerUrl: scanner.url });

const popup = await context.newPage();
await popup.setViewportSize(SIZE);
const pictures: string[] = [];
for (const colorScheme of ['light', 'dark'] as const) {
  await popup.emulateMedia({ colorScheme });
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  await popup.locator('.row').first().waitFor();
  pictures.push((await popup.screenshot()).toString('base64'));
}
const sheet = await context.newPage();
await sheet.setViewportSize({ width: SIZE.width * 2 + 72, height: SIZE.height + 48 });
await sheet.setContent(
  `<style>body{margin:0;padding:24px;display:flex;gap:24px;background:#cfd6dd}img{border-radius:12px}</style>${pictures
    .map((picture) => `<img src="data:image/png;base64,${picture}">`)
    .join('')}`,
);
await sheet.screenshot({ path: join(ROOT, 'docs', 'popup.png') });

await launched.close();
await scanner.stop();
await rm(downloadsDir, { recursive: true, force: true });
