import type { IDBPTransaction } from 'idb';
import { PrivateRowError } from '../core/errors.ts';
import { toHistoryFate } from '../core/history-row.ts';
import type { Hold } from '../core/hold.ts';
import { changeOrAbort } from './change-or-abort.ts';
import { createDatabaseRunner } from './database-runner.ts';
import { parseHoldRow, type StoredHold, toHoldRow } from './hold-row.ts';
import type { Database, SluiceDatabase } from './open-database.ts';
import type { ScanChanges } from './scan-changes.ts';
import { parseRow } from './scan-row.ts';
import { HISTORY_STORES, writeHistory } from './write-history.ts';

/**
 * The guarded downloads, kept in IndexedDB. Rows that can't be read are left alone and left out.
 */
export type HoldStore = {
  /** @throws PrivateRowError for a hold of a private window: nothing of those may be kept */
  add: (hold: Hold) => Promise<void>;
  /** @param id that of the hold's scan */
  get: (id: string) => Promise<Hold | undefined>;
  /**
   * Changes a hold in one transaction and answers it as it is now; undefined where there is none any more.
   * What `change` throws ends the transaction with nothing changed.
   */
  update: (id: string, change: (hold: Hold) => Hold) => Promise<Hold | undefined>;
  /** Holds that are under way or ask a person, the newest first. */
  listActive: (limit: number) => Promise<Hold[]>;
  countActive: () => Promise<number>;
  /** The newest hold that follows a download, or that handed its file over as one. */
  findByDownload: (downloadId: number) => Promise<Hold | undefined>;
  /**
   * Removes the holds that are over and whose scan is gone: a row of the history lives as long as its scan, and no
   * longer. Reads every key, so it is for the browser's start.
   */
  prune: () => Promise<void>;
};

/** Makes the store. Opens nothing until a method is called. */
export function createHoldStore(openDatabase: () => Promise<Database>, changes: ScanChanges): HoldStore {
  const withDatabase = createDatabaseRunner(openDatabase);
  const readActive = async (database: Database) =>
    parseHoldRows(await database.getAllFromIndex('holds', 'byActive'));

  return {
    async add(hold) {
      if (hold.isPrivate) throw new PrivateRowError();
      await withDatabase(async (database) => {
        const transaction = database.transaction(HISTORY_STORES, 'readwrite');
        await Promise.all([write(transaction, 'add', hold), transaction.done]);
      });
      changes.announce(undefined, hold.id);
    },
    get: (id) => withDatabase(async (database) => parseHoldRow(await database.get('holds', id))),
    async update(id, change) {
      const changed = await withDatabase(async (database) => {
        const transaction = database.transaction(HISTORY_STORES, 'readwrite');
        const hold = parseHoldRow(await transaction.objectStore('holds').get(id));
        if (hold === undefined) return undefined;
        const next = changeOrAbort(hold, change, transaction);
        await write(transaction, 'put', next, hold);
        await transaction.done;
        return next;
      });
      if (changed !== undefined) changes.announce(undefined, id);
      return changed;
    },
    // Few are active at a time, so they are read as a whole: one that can't be read takes nobody's place.
    listActive: (limit) =>
      withDatabase(async (database) => (await readActive(database)).toReversed().slice(0, limit)),
    countActive: () => withDatabase((database) => database.countFromIndex('holds', 'byActive')),
    findByDownload: (downloadId) =>
      withDatabase(async (database) => {
        const holds = parseHoldRows(await database.getAllFromIndex('holds', 'byDownload', downloadId));
        return holds.sort((one, other) => other.createdAt - one.createdAt)[0];
      }),
    prune: () =>
      withDatabase(async (database) => {
        const transaction = database.transaction(['holds', 'scans'], 'readwrite');
        const holds = transaction.objectStore('holds');
        const scanIds = new Set(await transaction.objectStore('scans').getAllKeys());
        for (const id of (await holds.getAllKeys()).filter((key) => !scanIds.has(key))) {
          const hold = parseHoldRow(await holds.get(id));
          const isOver = hold !== undefined && toHoldRow(hold).activeKey === undefined;
          if (isOver) await holds.delete(id);
        }
        await transaction.done;
      }),
  };
}

/** Writes a hold, and the history's row of its scan where another thing has become of the file. */
async function write(
  transaction: IDBPTransaction<SluiceDatabase, typeof HISTORY_STORES, 'readwrite'>,
  how: 'add' | 'put',
  hold: Hold,
  earlier?: Hold,
): Promise<void> {
  await transaction.objectStore('holds')[how](toHoldRow(hold));
  if (toHistoryFate(hold) === toHistoryFate(earlier)) return;
  const scan = parseRow(await transaction.objectStore('scans').get(hold.id));
  if (scan !== undefined) await writeHistory(transaction.objectStore('history'), scan, hold);
}

function parseHoldRows(rows: readonly StoredHold[]): Hold[] {
  return rows.flatMap((row) => parseHoldRow(row) ?? []);
}
