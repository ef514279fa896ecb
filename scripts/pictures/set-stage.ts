import type { Page } from '@playwright/test';
import { CONNECTION_KEY } from '../../lib/storage/connection-store.ts';
import { DATABASE_NAME } from '../../lib/storage/open-database.ts';
import { storeRows } from '../../tests/e2e/store-rows.ts';
import { agreedValues } from '../browser/agreed-values.ts';
import type { Scene } from './scene.ts';

/** The part of `chrome` that is used inside an extension's page. */
declare const chrome: {
  storage: { local: { clear: () => Promise<void>; set: (values: object) => Promise<void> } };
};

const SERVER = 'https://api.eu.perception-point.io';
const CONNECTED = { [CONNECTION_KEY]: { server: SERVER, tokens: { [SERVER]: 'a-token-that-ends-in-4711' } } };

/** Empties the extension's stores and fills them with what the scene needs. @param stage any of the extension's pages */
export async function setStage(stage: Page, { rows, values = {} }: Scene): Promise<void> {
  await stage.evaluate(async (name) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
    const transaction = database.transaction([...database.objectStoreNames], 'readwrite');
    for (const store of database.objectStoreNames) transaction.objectStore(store).clear();
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  }, DATABASE_NAME);
  const wanted = Object.entries({ ...agreedValues(), ...CONNECTED, ...values }).filter(
    ([, value]) => value !== null,
  );
  await stage.evaluate(async (settings) => {
    await chrome.storage.local.clear();
    await chrome.storage.local.set(settings);
  }, Object.fromEntries(wanted));
  const { scans, holds } = rows?.(Date.now()) ?? { scans: [], holds: [] };
  await storeRows(stage, scans, holds);
}
