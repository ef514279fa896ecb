import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../lib/core/connection.ts';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import { agreedValues } from '../../scripts/browser/agreed-values.ts';
import { startScanner } from '../../scripts/scanner/start-scanner.ts';
import { openGate } from '../e2e/gate.ts';
import { agreeInFirefox } from './agree-in-firefox.ts';
import { launchForTest } from './launch-for-test.ts';
import { openPopup, paste, readRows } from './popup.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url));
const PATIENCE = { timeout: 60_000, interval: 100 };

it('gives a pasted link its verdict', async () => {
  const { popup, scanner } = await startConnected();
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'eicar.com', state: 'done', verdict: 'malicious' }]);
});

it('scans what is downloaded', async () => {
  const { firefox, popup, scanner } = await startConnected();
  const page = await firefox.openPage(`${scanner.url}/samples/`);
  await page.click('#sample-zip');
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'harmless.zip', state: 'done', verdict: 'clean' }]);
  await page.click('#sample-eicar');
  await expect
    .poll(async () => (await readRows(popup))[0], PATIENCE)
    .toEqual({ name: 'eicar.com', state: 'done', verdict: 'malicious' });
  expect(await firefox.downloadedNames()).toContain('harmless.zip');
});

it('scans what is downloaded while the background sleeps', async () => {
  const { firefox, popup, scanner } = await startConnected();
  const page = await firefox.openPage(`${scanner.url}/samples/`);
  await firefox.terminateBackground();
  expect(await firefox.backgroundState()).toBe('stopped');
  await page.click('#sample-infected-zip');
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'infected.zip', state: 'done', verdict: 'malicious' }]);
});

it('takes a scan up again by itself when its background is ended while it polls', async () => {
  const { firefox, popup, scanner, gate } = await startConnected();
  gate.hold('GET');
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect.poll(async () => (await readRows(popup))[0]?.state, PATIENCE).toBe('polling');
  await firefox.terminateBackground();
  gate.open();
  await expect.poll(async () => (await readRows(popup))[0]?.verdict, PATIENCE).toBe('malicious');
});

it('has its scans still when the browser has crashed', async () => {
  const { firefox, popup, scanner, gate } = await startConnected();
  gate.hold('GET');
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect.poll(async () => (await readRows(popup))[0]?.state, PATIENCE).toBe('polling');
  await firefox.kill();
  gate.open();
  await firefox.relaunch();
  const reopened = await openPopup(firefox);
  await expect
    .poll(() => readRows(reopened), PATIENCE)
    .toEqual([{ name: 'eicar.com', state: 'done', verdict: 'malicious' }]);
});

/** A Firefox with Sluice, connected to a scanner of its own through a door, and its popup. */
async function startConnected() {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  const scanner = await startScanner({ samples: true });
  parts.defer(() => scanner.stop());
  const gate = await openGate(scanner.url);
  parts.defer(() => gate.close());
  const firefox = await launchForTest(parts, EXTENSION_DIR);
  const popup = await openPopup(firefox);
  const connection: Connection = { server: gate.url, tokens: { [gate.url]: scanner.token } };
  await agreeInFirefox(firefox, popup, { ...agreedValues(), [CONNECTION_KEY]: connection });
  return { firefox, scanner, gate, popup };
}
