import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';
import type { ScanChanges } from './scan-changes.ts';
import type { RemoveScans } from './scan-remover.ts';

/** How long staged bytes may be without their scan, in ms: they come first, and the scan right after them. */
const NEW_MS = 60_000;

/**
 * Removes all scans, holds, rows of the history and staged bytes, whether or not they belong to each other and whichever
 * version wrote them. What is under way, asks a person or is still to be told stays.
 * @param now milliseconds since 1970
 */
export type WipeHistory = (now: number) => Promise<void>;

/** Makes the removal of everything. Opens nothing until it is called. */
export function createHistoryWiper(
  openDatabase: () => Promise<Database>,
  removeScans: RemoveScans,
  changes: Pick<ScanChanges, 'announce'>,
): WipeHistory {
  const withDatabase = createDatabaseRunner(openDatabase);
  return async (now) => {
    // Most are whole: in steps, between which others can write.
    await removeScans(await withDatabase((database) => database.getAllKeys('scans')));
    await withDatabase((database) => removeUnowned(database, now));
    changes.announce();
  };
}

/** Removes the rows that belong to nothing that is active. */
async function removeUnowned(database: Database, now: number): Promise<void> {
  const transaction = database.transaction(['scans', 'holds', 'history', 'staged'], 'readwrite');
  const [scans, holds] = [transaction.objectStore('scans'), transaction.objectStore('holds')];
  const [history, staged] = [transaction.objectStore('history'), transaction.objectStore('staged')];
  // By the keys of the indexes, which a newer version's rows have too.
  const active = await Promise.all([
    scans.index('byActive').getAllKeys(),
    scans.index('byNotice').getAllKeys(),
    holds.index('byActive').getAllKeys(),
  ]);
  const owners = new Set(active.flat());
  for (const { id, stagedAt } of await staged.getAll()) {
    // Pieces have the id of the whole and a number.
    const [owner = ''] = id.split('/');
    const isNew = now - stagedAt < NEW_MS && (await scans.getKey(owner)) === undefined;
    if (!owners.has(owner) && !isNew) await staged.delete(id);
  }
  for (const key of await history.getAllKeys()) if (!owners.has(key[1])) await history.delete(key);
  for (const store of [scans, holds])
    for (const id of await store.getAllKeys()) if (!owners.has(id)) await store.delete(id);
  await transaction.done;
}
