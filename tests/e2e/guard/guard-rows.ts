import type { Hold } from '../../../lib/core/hold.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { parseHoldRow } from '../../../lib/storage/hold-row.ts';
import { DATABASE_NAME } from '../../../lib/storage/open-database.ts';
import { parseRow } from '../../../lib/storage/scan-row.ts';
import type { ExtensionPage } from './cell-lab.ts';

/** What the extension has stored. */
export type GuardRows = { scans: readonly Scan[]; holds: readonly Hold[] };

/** One file's rows; the newest where there are several. */
export type FileRows = { scan: Scan | undefined; hold: Hold | undefined };

/**
 * Reads the rows.
 * @param extensionPage one that has opened the database already
 * @throws Error where a row can't be understood
 */
export async function readRows(extensionPage: ExtensionPage): Promise<GuardRows> {
  const { scans, holds } = await extensionPage.evaluate(readStores, DATABASE_NAME);
  return {
    scans: scans.map((row) => parseRow(row) ?? refuse(row)),
    holds: holds.map((row) => parseHoldRow(row) ?? refuse(row)),
  };
}

/** The rows of a file, by the token in its names and addresses. */
export function rowsOf({ scans, holds }: GuardRows, token: string): FileRows {
  const hold = holds.findLast(({ name }) => name.includes(token));
  const byId = hold && scans.find(({ id }) => id === hold.id);
  return {
    hold,
    scan: byId ?? scans.findLast(({ name, url }) => name.includes(token) || url.includes(token)),
  };
}

function refuse(row: unknown): never {
  throw new Error(`A row can't be understood: ${JSON.stringify(row)}`);
}

/** Runs in the page. */
async function readStores(name: string): Promise<{ scans: unknown[]; holds: unknown[] }> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  const readAll = (store: string) =>
    new Promise<unknown[]>((resolve, reject) => {
      const reading = database.transaction(store).objectStore(store).getAll();
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
    });
  try {
    return { scans: await readAll('scans'), holds: await readAll('holds') };
  } finally {
    database.close();
  }
}
