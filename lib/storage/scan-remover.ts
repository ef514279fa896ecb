import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';
import type { ScanChanges } from './scan-changes.ts';
import { HISTORY_STORES } from './write-history.ts';

const STORES = [...HISTORY_STORES, 'staged'] as const;
/** How many scans one transaction removes: others want to write in between. */
const BATCH = 500;

/**
 * Removes scans, with their holds, their rows of the history and what is still staged for them; no file of the person's.
 * What is under way, asks a person or is still to be told stays.
 * @returns the ids of those that were removed
 */
export type RemoveScans = (ids: readonly string[]) => Promise<string[]>;

/** Makes the removal. Opens nothing until it is called. */
export function createScanRemover(
  openDatabase: () => Promise<Database>,
  changes: Pick<ScanChanges, 'announce'>,
): RemoveScans {
  const withDatabase = createDatabaseRunner(openDatabase);
  return async (ids) => {
    const removed: string[] = [];
    for (let start = 0; start < ids.length; start += BATCH) {
      const batch = ids.slice(start, start + BATCH);
      removed.push(...(await withDatabase((database) => removeBatch(database, batch))));
    }
    if (removed.length > 0) changes.announce();
    return removed;
  };
}

async function removeBatch(database: Database, ids: readonly string[]): Promise<string[]> {
  const transaction = database.transaction(STORES, 'readwrite');
  const [scans, holds] = [transaction.objectStore('scans'), transaction.objectStore('holds')];

  async function removeOne(id: string): Promise<string[]> {
    // By the keys of the indexes, which a newer version's rows have too.
    const [scan, hold] = await Promise.all([scans.get(id), holds.get(id)]);
    if (scan?.restKey === undefined || scan.noticeKey !== undefined || hold?.activeKey !== undefined)
      return [];
    await Promise.all([
      scans.delete(id),
      holds.delete(id),
      transaction.objectStore('history').delete([-scan.createdAt, id]),
      transaction.objectStore('staged').delete(id),
    ]);
    return [id];
  }

  const removed = Promise.all(ids.map(removeOne));
  await Promise.all([removed, transaction.done]);
  return (await removed).flat();
}
