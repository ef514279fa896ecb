import * as v from 'valibot';
import { HISTORY_FATES, HISTORY_OUTCOMES, type HistoryRow } from '../core/history-row.ts';
import { SCAN_ROUTES, SCAN_SOURCES } from '../core/scan.ts';
import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';

/** Where a row stands: the newest is the first. */
export type HistoryKey = readonly [order: number, id: string];

/** The list of the history, read only: who changes a scan or its hold writes it. Rows that can't be read are left out. */
export type HistoryReader = {
  /** So many rows, the newest first, after the one that `after` names; and the key of the last one that was looked at. */
  list: (count: number, after?: HistoryKey) => Promise<{ rows: HistoryRow[]; last: HistoryKey | undefined }>;
  get: (key: HistoryKey) => Promise<HistoryRow | undefined>;
  count: () => Promise<number>;
};

const Row = v.object({
  id: v.string(),
  order: v.number(),
  name: v.string(),
  host: v.string(),
  url: v.string(),
  sha256: v.exactOptional(v.string()),
  outcome: v.picklist(HISTORY_OUTCOMES),
  source: v.picklist(SCAN_SOURCES),
  route: v.picklist(SCAN_ROUTES),
  fate: v.exactOptional(v.picklist(HISTORY_FATES)),
}) satisfies v.GenericSchema<unknown, HistoryRow>;

/** Makes the reader. Opens nothing until a method is called. */
export function createHistoryReader(openDatabase: () => Promise<Database>): HistoryReader {
  const withDatabase = createDatabaseRunner(openDatabase);
  return {
    list: (count, after) =>
      withDatabase(async (database) => {
        const range = after === undefined ? null : IDBKeyRange.lowerBound([...after], true);
        const stored = await database.getAll('history', range, count);
        const end = stored.at(-1);
        return { rows: stored.flatMap(parse), last: end === undefined ? undefined : [end.order, end.id] };
      }),
    get: ([order, id]) =>
      withDatabase(async (database) => parse(await database.get('history', [order, id]))[0]),
    count: () => withDatabase((database) => database.count('history')),
  };
}

function parse(stored: unknown): HistoryRow[] {
  const parsed = v.safeParse(Row, stored);
  return parsed.success ? [parsed.output] : [];
}
