/** Builds Sluice and shows it at work, in a browser that is connected to a local scanner: `npm start`. */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CONSENTED_POLICY } from '../../lib/core/guard-policy.ts';
import { agree } from '../browser/agree.ts';
import { allowHolding } from '../browser/allow-holding.ts';
import { connectExtension } from '../browser/connect-extension.ts';
import { ensureBrowser } from '../browser/ensure-browser.ts';
import { type LaunchedBrowser, launchBrowser } from '../browser/launch-browser.ts';
import { POPUP_SIZE } from '../browser/popup-size.ts';
import { startScanner } from '../scanner/start-scanner.ts';
import { buildExtension } from '../tools/build-extension.ts';
import { readOptions } from '../tools/read-options.ts';
import { runCommand } from '../tools/run-command.ts';
import { ROOT } from '../tools/run-tool.ts';
import { startPart } from '../tools/start-part.ts';
import { hasDisplay } from './has-display.ts';
import { runSamples } from './run-samples.ts';
import { toTable } from './to-table.ts';

const options = readOptions('npm start [-- --check]', { check: { type: 'boolean', default: false } });
/** What has to be ended at the end, the last begun first. */
const parts = new AsyncDisposableStack();
await runCommand(start, parts);

async function start(): Promise<number> {
  const isCheck = options.check || !hasDisplay(process.platform, process.env);
  const browser = ensureBrowser();
  process.stdout.write('Building the extension…\n');
  const extensionDir = await buildExtension();
  const folder = await startPart(parts, () => mkdtemp(join(tmpdir(), 'sluice-start-')), remove);
  const scanner = await startPart(
    parts,
    () => startScanner({ samples: true }),
    ({ stop }) => stop(),
  );
  process.stdout.write(
    `The local scanner answers at ${scanner.url}. Links to this machine are allowed, for the samples.\n`,
  );
  const downloadsDir = isCheck ? join(folder, 'downloads') : await keptFolder('downloads');
  const launched = await startPart(
    parts,
    () => launchBrowser({ browser, extensionDir, downloadsDir, isHeadless: isCheck }),
    ({ close }) => close(),
  );
  await agree(launched, CONSENTED_POLICY);
  await connectExtension(launched.worker, scanner.url, scanner.token);
  await holdDownloads(launched);
  return isCheck ? await check(launched, scanner.url, downloadsDir) : await stay(launched, scanner.url);
}

/** By the same permission that the welcome page asks for. */
async function holdDownloads({ context, extensionId }: LaunchedBrowser): Promise<void> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await allowHolding(page);
  await page.close();
}

async function check(launched: LaunchedBrowser, url: string, downloadsDir: string): Promise<number> {
  const { context, extensionId } = launched;
  const rows = await runSamples({ ...launched, scannerUrl: url, downloadsDir });
  const popup = await context.newPage();
  await popup.setViewportSize(POPUP_SIZE);
  await popup.goto(`chrome-extension://${extensionId}/popup.html`);
  await popup.locator('.row').first().waitFor();
  const picture = join(await keptFolder(''), 'popup.png');
  await popup.screenshot({ path: picture });
  const passed = rows.filter(({ ok }) => ok).length;
  process.stdout.write(`\n${toTable(rows)}\n\nThe popup, as a picture: ${picture}\n`);
  process.stdout.write(`${passed} passed, ${rows.length - passed} failed\n`);
  return passed === rows.length ? 0 : 1;
}

/** Leaves the browser to the person until they close it. */
async function stay({ context }: LaunchedBrowser, url: string): Promise<number> {
  const closed = new Promise<void>((resolve) => context.once('close', () => resolve()));
  const page = context.pages()[0] ?? (await context.newPage());
  await page.goto(`${url}/samples/`);
  process.stdout.write(
    'Download the samples: each is held until its verdict. Or right-click a link and choose Sluice. Ctrl+C ends everything.\n',
  );
  await closed;
  return 0;
}

function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A folder below `.sluice` that stays. */
async function keptFolder(name: string): Promise<string> {
  const path = join(ROOT, '.sluice', name);
  await mkdir(path, { recursive: true });
  return path;
}
