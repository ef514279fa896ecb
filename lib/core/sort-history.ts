import type { HistoryEntry } from './history-query.ts';
import type { HISTORY_OUTCOMES } from './history-row.ts';

export const HISTORY_COLUMNS = ['name', 'outcome', 'host', 'source', 'time'] as const;

export type HistoryColumn = (typeof HISTORY_COLUMNS)[number];

export type HistorySort = {
  by: HistoryColumn;
  /** Of times: the newest first. */
  isDescending: boolean;
};

export const NEWEST_FIRST: HistorySort = { by: 'time', isDescending: true };

/** The worst first: what people look for. */
const SEVERITY = [
  'malicious',
  'restricted',
  'suspicious',
  'spam',
  'locked',
  'unknown',
  'failed',
  'needs-bytes',
  'withheld',
  'clean',
] as const satisfies readonly (typeof HISTORY_OUTCOMES)[number][];

/** Entries in another order; what is equal stays as it stands, the newest first. */
export function sortHistory(entries: readonly HistoryEntry[], sort: HistorySort): readonly HistoryEntry[] {
  const { by, isDescending } = sort;
  const sign = isDescending ? -1 : 1;
  if (by === 'time') return isDescending ? entries : entries.toReversed();
  const keyed = entries.map((entry) => ({ entry, key: toKey(entry, by) }));
  // By code units: comparing 100,000 names as a language does takes a second.
  keyed.sort((one, other) => (one.key < other.key ? -sign : one.key > other.key ? sign : 0));
  return keyed.map(({ entry }) => entry);
}

function toKey({ row, text }: HistoryEntry, by: Exclude<HistoryColumn, 'time'>): string {
  switch (by) {
    case 'name':
      return text.slice(0, row.name.length);
    case 'host':
      return row.host;
    case 'source':
      return row.source;
    case 'outcome':
      return String(SEVERITY.indexOf(row.outcome));
  }
}
