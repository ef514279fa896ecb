import type { Page } from '@playwright/test';
import { toHistoryRow } from '../../lib/core/history-row.ts';
import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { toHoldRow } from '../../lib/storage/hold-row.ts';
import { DATABASE_NAME } from '../../lib/storage/open-database.ts';
import { toRow } from '../../lib/storage/scan-row.ts';
import { type GuardedRows, guardedOfEachKind } from '../factories/guarded-factory.ts';

/**
 * Writes guarded downloads into the store from one of the extension's pages, and tells the pages of it, as the
 * background does. Holds and scans belong together by their ids.
 */
export async function storeRows(page: Page, scans: readonly Scan[], holds: readonly Hold[]): Promise<void> {
  const holdOf = new Map(holds.map((hold) => [hold.id, hold]));
  const rows = {
    scans: scans.map(toRow),
    holds: holds.map(toHoldRow),
    history: scans.flatMap((scan) => toHistoryRow(scan, holdOf.get(scan.id)) ?? []),
  };
  await page.evaluate(
    async ({ name, stores }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error);
      });
      const transaction = database.transaction(['scans', 'holds', 'history'], 'readwrite');
      for (const row of stores.scans) transaction.objectStore('scans').put(row);
      for (const row of stores.holds) transaction.objectStore('holds').put(row);
      for (const row of stores.history) transaction.objectStore('history').put(row);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      database.close();
      const channel = new BroadcastChannel('sluice-scans');
      channel.postMessage('');
      channel.close();
    },
    { name: DATABASE_NAME, stores: rows },
  );
}

/** Writes a guarded download of each kind, and waits until the page shows them. */
export async function storeGuarded(popup: Page): Promise<GuardedRows[]> {
  const rows = guardedOfEachKind(Date.now());
  await storeRows(
    popup,
    rows.map(({ scan }) => scan),
    rows.map(({ hold }) => hold),
  );
  await popup
    .locator('.row[data-hold]')
    .nth(rows.length - 1)
    .waitFor();
  return rows;
}
