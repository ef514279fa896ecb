import type { Page } from '@playwright/test';
import { DATABASE_NAME } from '../../../lib/storage/open-database.ts';

/** By how much a scan is made older than it is. */
export type Ageing = { id: string; ageMs: number };

/** Has scans that the server took look as if that had been longer ago: in one step each, as the extension writes them. */
export async function ageScans(extensionPage: Page, ageings: readonly Ageing[]): Promise<void> {
  await extensionPage.evaluate(age, { name: DATABASE_NAME, ageings });
}

/** Runs in the page. */
async function age({ name, ageings }: { name: string; ageings: readonly Ageing[] }): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const transaction = database.transaction('scans', 'readwrite');
  const scans = transaction.objectStore('scans');
  for (const { id, ageMs } of ageings) {
    const reading = scans.get(id);
    reading.onsuccess = () => {
      const row = reading.result;
      if (row.submittedAt !== undefined) scans.put({ ...row, submittedAt: row.submittedAt - ageMs });
    };
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  }).finally(() => database.close());
}
