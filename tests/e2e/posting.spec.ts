import { expect } from '@playwright/test';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { allowOffscreen } from './allow-offscreen.ts';
import { test } from './fixtures.ts';
import { type Gate, openGate } from './gate.ts';
import type { Sluice } from './open-sluice.ts';
import { chooseFile, openPopup, paste, rowsNamed } from './popup-page.ts';

const posted = ({ requests }: Gate) => requests.filter(({ method }) => method === 'POST');

/** The person is signed in at the scanner's host, as in its console. */
async function signIn({ context }: Sluice, { url }: Gate): Promise<void> {
  const common = { value: 'secret', url };
  await context.addCookies([
    { ...common, name: 'session' },
    { ...common, name: 'strict', sameSite: 'Strict', httpOnly: true },
  ]);
}

const cookieNames = async ({ context }: Sluice) =>
  (await context.cookies()).map(({ name }) => name).toSorted();

test('a file brings the scanner its token, and neither cookies nor the name of the extension', async ({
  sluice,
  gate,
}) => {
  await signIn(sluice, gate);
  await allowOffscreen(sluice);
  const popup = await openPopup(sluice);
  await chooseFile(popup, 'invoice.com', makeEicar());
  await expect(rowsNamed(popup, 'invoice.com')).toHaveAttribute('data-verdict', 'malicious');
  const [{ path, headers } = { path: '', headers: {} }] = posted(gate);
  expect(path).toBe('/api/v1/files/');
  expect(headers.authorization).toMatch(/^Token ./);
  expect(headers).not.toHaveProperty('cookie');
  expect(headers).not.toHaveProperty('origin');
  expect(headers).not.toHaveProperty('referer');
});

test('neither does a link', async ({ sluice, gate }) => {
  await signIn(sluice, gate);
  const popup = await openPopup(sluice);
  await paste(popup, gate.sample('eicar.com'));
  await expect(rowsNamed(popup, 'eicar.com')).toHaveAttribute('data-verdict', 'malicious');
  for (const { headers } of gate.requests) {
    expect(headers.authorization).toMatch(/^Token ./);
    expect(headers).not.toHaveProperty('cookie');
    expect(headers).not.toHaveProperty('origin');
  }
});

test('a file follows no redirect, and no cookie of the answer is kept', async ({ sluice, gate, scanner }) => {
  await signIn(sluice, gate);
  await allowOffscreen(sluice);
  // One that the extension may speak to as well, so that nothing but itself holds it back.
  const other = await openGate(scanner.url);
  try {
    gate.redirect('POST', `${other.url.replace('127.0.0.1', 'localhost')}/api/v1/files/`);
    const popup = await openPopup(sluice);
    await chooseFile(popup, 'invoice.com', makeEicar());
    await expect(rowsNamed(popup, 'invoice.com')).toContainText('sends on to another address');
    expect(posted(gate)).toHaveLength(1);
    expect(other.requests).toEqual([]);
    expect(await cookieNames(sluice)).toEqual(['session', 'strict']);
  } finally {
    await other.close();
  }
});
