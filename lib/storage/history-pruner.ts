import type { Preferences } from '../core/preferences.ts';
import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';
import type { RemoveScans } from './scan-remover.ts';

const DAY_MS = 86_400_000;
/** Farther no cursor goes: it takes 32 bits. */
const MAX_ADVANCE = 0xffff_ffff;

/**
 * Removes the scans that are to be kept no longer: too old, or too many. What may not be removed yet is looked at again
 * the next time.
 * @param now milliseconds since 1970
 */
export type PruneHistory = (keep: Pick<Preferences, 'keepDays' | 'keepRows'>, now: number) => Promise<void>;

/** Makes the pruning. Opens nothing until it is called. */
export function createHistoryPruner(
  openDatabase: () => Promise<Database>,
  removeScans: RemoveScans,
): PruneHistory {
  const withDatabase = createDatabaseRunner(openDatabase);
  return async ({ keepDays, keepRows }, now) => {
    if (keepDays > 0) {
      const tooOld = IDBKeyRange.lowerBound([keepDays * DAY_MS - now]);
      await removeScans(await withDatabase((database) => listFrom(database, tooOld)));
    }
    if (keepRows > 0) await removeScans(await withDatabase((database) => listBehind(database, keepRows)));
  };
}

/** The ids of the scans in a range of the history. */
async function listFrom(database: Database, range: IDBKeyRange): Promise<string[]> {
  const keys = await database.getAllKeys('history', range);
  return keys.map(([, id]) => id);
}

async function listBehind(database: Database, count: number): Promise<string[]> {
  const first = await database.transaction('history').store.openKeyCursor();
  const next = await first?.advance(Math.min(count, MAX_ADVANCE));
  return next == null ? [] : listFrom(database, IDBKeyRange.lowerBound(next.key));
}
