import { createLatestRun } from '../../lib/core/create-latest-run.ts';
import {
  EVERYTHING,
  type HistoryEntry,
  type HistoryQuery,
  toHistoryTest,
} from '../../lib/core/history-query.ts';
import type { HistoryRow } from '../../lib/core/history-row.ts';
import { type HistorySort, NEWEST_FIRST, sortHistory } from '../../lib/core/sort-history.ts';
import type { HistoryReader } from '../../lib/storage/history-reader.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { readHistory } from './read-history.ts';

/** How many entries are looked at before typing has a turn. */
const SLICE = 20_000;

export type HistoryState = {
  /** What the query lets through, in its order. */
  shown: readonly HistoryRow[];
  /** How many scans there are. */
  total: number;
  query: HistoryQuery;
  sort: HistorySort;
  /** There may be more than was read by now. */
  isReading: boolean;
  /** The store could not be read. */
  isBroken: boolean;
};

export type HistoryModel = {
  current: () => HistoryState;
  /** Reads all there is; settles after the first rows are there. Never throws: a failure is part of the state. */
  load: () => Promise<void>;
  search: (query: Partial<HistoryQuery>) => void;
  sort: (sort: HistorySort) => void;
  /** Calls back after each change of the state; answers a function that ends it. */
  subscribe: (onChange: () => void) => () => void;
};

export type HistoryModelDeps = {
  reader: HistoryReader;
  changes: Pick<ScanChanges, 'subscribe'>;
  /** Settles when the page has had a turn. */
  giveWay: () => Promise<void>;
};

/** Makes what the history shows: all rows in memory, and what of them the query lets through. */
export function createHistoryModel({ reader, changes, giveWay }: HistoryModelDeps): HistoryModel {
  let state: HistoryState = {
    shown: [],
    total: 0,
    query: EVERYTHING,
    sort: NEWEST_FIRST,
    isReading: true,
    isBroken: false,
  };
  /** Every entry, the newest first, and the same in the order that is shown. */
  let entries: readonly HistoryEntry[] = [];
  let sorted = entries;
  let lastSearch = 0;
  /** Scans that have changed since the last read. */
  let touched = new Set<string>();
  const listeners = new Set<() => void>();

  function publish(part: Partial<HistoryState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  }

  /** Looks through all entries, a slice at a time; gives up where another search has begun. */
  async function show(): Promise<void> {
    lastSearch += 1;
    const search = lastSearch;
    const test = toHistoryTest(state.query);
    const shown: HistoryRow[] = [];
    const within = sorted;
    for (let start = 0; start < within.length; start += SLICE) {
      if (start > 0) await giveWay();
      if (search !== lastSearch) return;
      for (const entry of within.slice(start, start + SLICE)) if (test(entry)) shown.push(entry.row);
    }
    publish({ shown, total: entries.length });
  }

  function take(read: readonly HistoryEntry[]): Promise<void> {
    entries = read;
    sorted = sortHistory(entries, state.sort);
    return show();
  }

  async function read(): Promise<void> {
    try {
      const changed = touched;
      touched = new Set();
      const onPart = entries.length === 0 ? take : undefined;
      await take(await readHistory({ reader, known: entries, changed, giveWay, onPart }));
      publish({ isBroken: false, isReading: false });
    } catch {
      publish({ isBroken: true, isReading: false });
    }
  }

  const load = createLatestRun(read);

  return {
    current: () => state,
    load,
    search(query) {
      publish({ query: { ...state.query, ...query } });
      void show();
    },
    sort(sort) {
      publish({ sort });
      sorted = sortHistory(entries, sort);
      void show();
    },
    subscribe(onChange) {
      listeners.add(onChange);
      const end = changes.subscribe((...ids) => {
        for (const id of ids) if (id !== undefined) touched.add(id);
        void load();
      });
      return () => {
        listeners.delete(onChange);
        end();
      };
    },
  };
}
