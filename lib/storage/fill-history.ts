import type { IDBPTransaction, StoreNames } from 'idb';
import { toHistoryRow } from '../core/history-row.ts';
import { parseHoldRow } from './hold-row.ts';
import type { SluiceDatabase } from './open-database.ts';
import { parseRow } from './scan-row.ts';

/** How many scans are read at a time: all of them would not fit into memory. */
const BATCH = 1_000;

/** Writes the history's rows of the scans that an earlier version left. Scans that can't be read get none. */
export async function fillHistory(
  transaction: IDBPTransaction<SluiceDatabase, StoreNames<SluiceDatabase>[], 'versionchange'>,
): Promise<void> {
  const [scans, holds, history] = [
    transaction.objectStore('scans'),
    transaction.objectStore('holds'),
    transaction.objectStore('history'),
  ];
  let range: IDBKeyRange | null = null;
  for (;;) {
    const ids: string[] = await scans.getAllKeys(range, BATCH);
    const [first, last] = [ids[0], ids.at(-1)];
    if (first === undefined || last === undefined) return;
    const these = IDBKeyRange.bound(first, last);
    const guarded = (await holds.getAll(these)).flatMap((row) => parseHoldRow(row) ?? []);
    const holdOf = new Map(guarded.map((hold) => [hold.id, hold]));
    for (const stored of await scans.getAll(these)) {
      const scan = parseRow(stored);
      const row = scan && toHistoryRow(scan, holdOf.get(scan.id));
      if (row !== undefined) void history.put(row);
    }
    range = IDBKeyRange.lowerBound(last, true);
  }
}
