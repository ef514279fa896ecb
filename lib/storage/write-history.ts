import { type HistoryRow, toHistoryRow } from '../core/history-row.ts';
import type { Hold } from '../core/hold.ts';
import type { Scan } from '../core/scan.ts';

/** The stores that a row of the history is made from and kept in. */
export const HISTORY_STORES = ['scans', 'holds', 'history'] as const;

/** What is needed of the history's store, in the transaction that changes the scan or its hold. */
export type HistoryTarget = {
  put: (row: HistoryRow) => Promise<unknown>;
  delete: (key: [order: number, id: string]) => Promise<void>;
};

/**
 * Brings the history's row of a scan up to date: in the transaction that changes the scan or its hold, so that the list
 * never tells anything else than they do.
 */
export async function writeHistory(
  history: HistoryTarget,
  scan: Scan,
  hold: Hold | undefined,
): Promise<void> {
  const row = toHistoryRow(scan, hold);
  if (row === undefined) await history.delete([-scan.createdAt, scan.id]);
  else await history.put(row);
}
