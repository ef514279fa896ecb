import { expect, type Page } from '@playwright/test';
import { DEFAULT_PREFERENCES } from '../../lib/core/preferences.ts';
import { PREFERENCES_KEY } from '../../lib/storage/preference-store.ts';
import { storeLocally } from './extension-worker.ts';
import { findViolations } from './find-violations.ts';
import { test } from './fixtures.ts';
import type { Sluice } from './open-sluice.ts';
import { openPopup, rowsNamed } from './popup-page.ts';

/** The popup, in which a document waits for a word: a page has made it, so that only its bytes can be sent. */
async function askedPopup(sluice: Sluice, samples: string): Promise<Page> {
  await storeLocally(sluice, { [PREFERENCES_KEY]: { ...DEFAULT_PREFERENCES, askBeforeDocuments: true } });
  const popup = await openPopup(sluice);
  const page = await sluice.context.newPage();
  await page.goto(samples);
  await page.click('#sample-blob');
  await expect(popup.getByRole('region', { name: 'Needs you' })).toContainText('May they be sent?');
  return popup;
}

test('the bytes of a document are sent only after a yes', async ({ sluice, gate, scanner }) => {
  const popup = await askedPopup(sluice, `${scanner.url}/samples/`);
  expect(gate.requests).toEqual([]);
  expect(await findViolations(popup)).toEqual([]);
  const yes = popup.getByRole('button', { name: 'Send it blob.txt', exact: true });
  await yes.focus();
  await popup.keyboard.press('Enter');
  await expect(rowsNamed(popup, 'blob.txt')).toHaveAttribute('data-verdict', 'clean');
  expect(gate.requests).not.toEqual([]);
});

test('after a no nothing is sent, until somebody asks for it again', async ({ sluice, gate, scanner }) => {
  const popup = await askedPopup(sluice, `${scanner.url}/samples/`);
  await popup.getByRole('button', { name: "Don't send it" }).click();
  await expect(rowsNamed(popup, 'blob.txt')).toContainText('You did not let its contents be sent.');
  expect(gate.requests).toEqual([]);
});

test('what waits goes on when documents need no word any more', async ({ sluice, scanner }) => {
  const popup = await askedPopup(sluice, `${scanner.url}/samples/`);
  await storeLocally(sluice, { [PREFERENCES_KEY]: DEFAULT_PREFERENCES });
  await expect(rowsNamed(popup, 'blob.txt')).toHaveAttribute('data-verdict', 'clean');
});
