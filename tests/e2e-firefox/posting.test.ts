import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import { agreedValues } from '../../scripts/browser/agreed-values.ts';
import type { FirefoxPage } from '../../scripts/browser/firefox-page.ts';
import { startScanner } from '../../scripts/scanner/start-scanner.ts';
import { openGate } from '../e2e/gate.ts';
import { agreeInFirefox } from './agree-in-firefox.ts';
import { launchForTest } from './launch-for-test.ts';
import { openPopup, paste, readRows } from './popup.ts';

const EXTENSION_DIR = fileURLToPath(new URL('../../.output/firefox-mv3', import.meta.url));
const PATIENCE = { timeout: 60_000, interval: 100 };

it('brings the scanner its token, and neither cookies nor the identifier of the installation', async () => {
  const { popup, gate, scanner } = await startSignedIn();
  await choose(popup, 'notes.txt');
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'notes.txt', state: 'done', verdict: 'clean' }]);
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect.poll(async () => (await readRows(popup))[0]?.verdict, PATIENCE).toBe('malicious');
  const posted = gate.requests.filter(({ method }) => method === 'POST');
  expect(posted).toHaveLength(2);
  for (const { headers } of posted) {
    expect(headers.authorization).toMatch(/^Token ./);
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('origin');
  }
});

it('sends a file to no other host that the scanner redirects to', async () => {
  const { popup, gate, other } = await startSignedIn();
  gate.redirect('POST', `${other.url.replace('127.0.0.1', 'localhost')}/api/v1/files/`);
  await choose(popup, 'notes.txt');
  const readText = () => popup.evaluate(() => document.querySelector('.row')?.textContent ?? '');
  await expect.poll(readText, PATIENCE).toContain('sends on to another address');
  expect(other.requests).toEqual([]);
});

/** A Firefox with Sluice, whose person has a cookie of the scanner's host, and two doors to that scanner. */
async function startSignedIn() {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  const scanner = await startScanner({ samples: true });
  parts.defer(() => scanner.stop());
  const [gate, other] = await Promise.all([openGate(scanner.url), openGate(scanner.url)]);
  parts.defer(() => gate.close());
  parts.defer(() => other.close());
  const firefox = await launchForTest(parts, EXTENSION_DIR);
  const site = await firefox.openPage(`${scanner.url}/samples/`);
  await site.evaluate(() => cookieStore.set('session', 'secret'));
  const popup = await openPopup(firefox);
  await agreeInFirefox(firefox, popup, {
    ...agreedValues(),
    [CONNECTION_KEY]: { server: gate.url, tokens: { [gate.url]: scanner.token } },
  });
  return { popup, gate, other, scanner };
}

/** Scans a small file through the popup's choice of files. */
function choose(popup: FirefoxPage, name: string): Promise<void> {
  return popup.evaluate((chosen) => {
    const input = document.querySelector<HTMLInputElement>('input[type=file]');
    if (input === null) throw new Error('The popup has no choice of files.');
    const files = new DataTransfer();
    files.items.add(new File(['Nothing to see here.'], chosen));
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }, name);
}
