import { expect, it, onTestFinished } from 'vitest';
import { type ConnectedFirefox, startConnected } from './connected-firefox.ts';
import { openPopup, paste, readRows } from './popup.ts';

const PATIENCE = { timeout: 60_000, interval: 100 };

it('gives a pasted link its verdict', async () => {
  const { popup, scanner } = await connect();
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'eicar.com', state: 'done', verdict: 'malicious' }]);
});

it('scans what is downloaded', async () => {
  const { firefox, popup, scanner } = await connect();
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
  const { firefox, popup, scanner } = await connect();
  const page = await firefox.openPage(`${scanner.url}/samples/`);
  await firefox.terminateBackground();
  expect(await firefox.backgroundState()).toBe('stopped');
  await page.click('#sample-infected-zip');
  await expect
    .poll(() => readRows(popup), PATIENCE)
    .toEqual([{ name: 'infected.zip', state: 'done', verdict: 'malicious' }]);
});

it('takes a scan up again by itself when its background is ended while it polls', async () => {
  const { firefox, popup, scanner, gate } = await connect();
  gate.hold('GET');
  await paste(popup, `${scanner.url}/samples/eicar.com`);
  await expect.poll(async () => (await readRows(popup))[0]?.state, PATIENCE).toBe('polling');
  await firefox.terminateBackground();
  gate.open();
  await expect.poll(async () => (await readRows(popup))[0]?.verdict, PATIENCE).toBe('malicious');
});

it('has its scans still when the browser has crashed', async () => {
  const { firefox, popup, scanner, gate } = await connect();
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

/** A Firefox of the test's own, connected to a scanner. */
function connect(): Promise<ConnectedFirefox> {
  const parts = new AsyncDisposableStack();
  onTestFinished(() => parts.disposeAsync());
  return startConnected(parts);
}
