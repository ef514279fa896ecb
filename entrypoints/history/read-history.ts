import { type HistoryEntry, toHistoryEntry } from '../../lib/core/history-query.ts';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import type { HistoryKey, HistoryReader } from '../../lib/storage/history-reader.ts';

/** How many rows are read at first: what is on the screen, and some more. */
const FIRST = 200;
/** How many are read at a time after that: typing has a turn in between. */
const BATCH = 2_000;

export type ReadHistoryDeps = {
  reader: HistoryReader;
  /** What was read before, the newest first. */
  known: readonly HistoryEntry[];
  /** The scans that are known to have changed. */
  changed: ReadonlySet<string>;
  giveWay: () => Promise<void>;
  /** Takes what there is by now; left out where an older list is better than a part of the new one. */
  onPart: ((entries: readonly HistoryEntry[]) => Promise<void>) | undefined;
};

/**
 * Reads the history, the newest first. After a change it reads the newest rows and those that have
 * changed only: where the count is right then, nothing else has changed that the list shows.
 */
export async function readHistory(deps: ReadHistoryDeps): Promise<readonly HistoryEntry[]> {
  const { reader, known, changed, giveWay, onPart } = deps;
  const newest = await reader.list(FIRST);
  const older = await readAgain(reader, known, changed);
  const merged = mergeNewest(newest.rows, older);
  if (known.length > 0 && merged.length === (await reader.count())) return merged;
  let entries = newest.rows.map(toHistoryEntry);
  await onPart?.(entries);
  for (let last: HistoryKey | undefined = newest.last; last !== undefined; ) {
    await giveWay();
    const next = await reader.list(BATCH, last);
    entries = entries.concat(next.rows.map(toHistoryEntry));
    last = next.last;
  }
  return entries;
}

/** What is known, with the changed ones read again. */
async function readAgain(
  reader: Pick<HistoryReader, 'get'>,
  known: readonly HistoryEntry[],
  changed: ReadonlySet<string>,
): Promise<readonly HistoryEntry[]> {
  const stale = changed.size === 0 ? [] : known.filter(({ row }) => changed.has(row.id));
  if (stale.length === 0) return known;
  const rows = await Promise.all(stale.map(({ row }) => reader.get([row.order, row.id])));
  const fresh = new Map(stale.map(({ row }, index) => [row.id, rows[index]]));
  return known.flatMap((entry) => {
    if (!fresh.has(entry.row.id)) return entry;
    const row = fresh.get(entry.row.id);
    return row === undefined ? [] : toHistoryEntry(row);
  });
}

/** The newest rows, and behind them what was known. */
function mergeNewest(rows: readonly HistoryRow[], known: readonly HistoryEntry[]): HistoryEntry[] {
  const end = rows.at(-1);
  if (end === undefined) return [];
  const older = known.filter(({ row }) => isBehind(row, end));
  return [...rows.map(toHistoryEntry), ...older];
}

function isBehind(row: HistoryRow, end: HistoryRow): boolean {
  return row.order > end.order || (row.order === end.order && row.id > end.id);
}
