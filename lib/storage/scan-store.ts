import type { IDBPObjectStore, IDBPTransaction } from 'idb';
import { PrivateRowError } from '../core/errors.ts';
import type { Scan } from '../core/scan.ts';
import { isAtRest, type ScanState } from '../core/scan-machine.ts';
import { changeOrAbort } from './change-or-abort.ts';
import { createDatabaseRunner } from './database-runner.ts';
import { parseHoldRow } from './hold-row.ts';
import type { Database, SluiceDatabase } from './open-database.ts';
import type { ScanChanges } from './scan-changes.ts';
import { parseRow, type StoredScan, toRow } from './scan-row.ts';
import { HISTORY_STORES, writeHistory } from './write-history.ts';

/** Where a page of the history ends: the key of its last row. */
export type PageKey = readonly [finishedAt: number, id: string];

/** The scans, kept in IndexedDB. Rows that can't be read are left alone and left out. */
export type ScanStore = {
  /** @throws PrivateRowError for a scan of a private window */
  add: (scan: Scan) => Promise<void>;
  get: (id: string) => Promise<Scan | undefined>;
  /** Tells whether there is a row, readable or not. */
  has: (id: string) => Promise<boolean>;
  /**
   * Changes a scan in one transaction and answers it as it is now; undefined where there is none any more.
   * What `change` throws ends the transaction with nothing changed.
   */
  update: (id: string, change: (scan: Scan) => Scan) => Promise<Scan | undefined>;
  /** Scans whose time has come, of any state or of one, the most overdue first. */
  listDue: (now: number, limit: number, state?: ScanState) => Promise<Scan[]>;
  /** The scan that is due next, after `now`. */
  nextDue: (now: number) => Promise<Scan | undefined>;
  /** Scans under way, the newest first. */
  listActive: (limit: number) => Promise<Scan[]>;
  countActive: () => Promise<number>;
  /** Scans at rest, the newest first, after the row that `before` names. */
  listAtRest: (limit: number, before?: PageKey) => Promise<Scan[]>;
  /** Scans at rest of whose outcome the person is still to be told, the oldest first. */
  listNotices: (limit: number) => Promise<Scan[]>;
  /** The newest scan of a download. */
  findByDownload: (downloadId: number) => Promise<Scan | undefined>;
  /**
   * The newest scan of the same bytes by the same server that ended as clean or malicious, at `notBefore` (ms since
   * 1970) or later.
   */
  findFreshVerdict: (sha256: string, server: string, notBefore: number) => Promise<Scan | undefined>;
};

/** Makes the store. Opens nothing until a method is called. */
export function createScanStore(openDatabase: () => Promise<Database>, changes: ScanChanges): ScanStore {
  const withDatabase = createDatabaseRunner(openDatabase);

  /** Walks an index from where its cursor is opened. */
  const list = (limit: number, open: (scans: ScansToRead) => Promise<Walk | null>) =>
    withDatabase(async (database) => collect(await open(database.transaction('scans').store), limit));

  return {
    async add(scan) {
      if (scan.isPrivate) throw new PrivateRowError();
      await withDatabase(async (database) => {
        const transaction = database.transaction(HISTORY_STORES, 'readwrite');
        // It and `done` reject together where there is such a row already.
        await Promise.all([write(transaction, 'add', scan), transaction.done]);
      });
      changes.announce(scan.id);
    },
    get: (id) => withDatabase(async (database) => parseRow(await database.get('scans', id))),
    has: (id) => withDatabase(async (database) => (await database.getKey('scans', id)) !== undefined),
    async update(id, change) {
      const changed = await withDatabase(async (database) => {
        const transaction = database.transaction(HISTORY_STORES, 'readwrite');
        const scan = parseRow(await transaction.objectStore('scans').get(id));
        if (scan === undefined) return undefined;
        const next = changeOrAbort(scan, change, transaction);
        await write(transaction, 'put', next, scan);
        await transaction.done;
        return next;
      });
      if (changed !== undefined) changes.announce(id);
      return changed;
    },
    listDue: (now, limit, state) =>
      list(limit, (scans) =>
        state === undefined
          ? scans.index('byDue').openCursor(IDBKeyRange.upperBound(now))
          : scans.index('byTurn').openCursor(IDBKeyRange.bound([state], [state, now])),
      ),
    async nextDue(now) {
      const range = IDBKeyRange.lowerBound(now, true);
      const [next] = await list(1, (scans) => scans.index('byDue').openCursor(range));
      return next;
    },
    listActive: (limit) => list(limit, (scans) => scans.index('byActive').openCursor(null, 'prev')),
    countActive: () => withDatabase((database) => database.countFromIndex('scans', 'byActive')),
    listAtRest(limit, before) {
      const range = before === undefined ? null : IDBKeyRange.upperBound([...before], true);
      return list(limit, (scans) => scans.index('byRest').openCursor(range, 'prev'));
    },
    listNotices: (limit) => list(limit, (scans) => scans.index('byNotice').openCursor()),
    findByDownload: (downloadId) =>
      withDatabase(async (database) => {
        const scans = parseRows(await database.getAllFromIndex('scans', 'byDownload', downloadId));
        return scans.sort((one, other) => other.createdAt - one.createdAt)[0];
      }),
    findFreshVerdict: (sha256, server, notBefore) =>
      withDatabase(async (database) => {
        const range = IDBKeyRange.bound([sha256, notBefore], [sha256, Number.POSITIVE_INFINITY]);
        const scans = parseRows(await database.getAllFromIndex('scans', 'bySha256', range));
        return scans.findLast((scan) => scan.server === server);
      }),
  };
}

/** Writes a scan, and its row of the history where it is at rest or was so. */
async function write(
  transaction: IDBPTransaction<SluiceDatabase, typeof HISTORY_STORES, 'readwrite'>,
  how: 'add' | 'put',
  scan: Scan,
  earlier: Scan = scan,
): Promise<void> {
  await transaction.objectStore('scans')[how](toRow(scan));
  if (!isAtRest(scan.state) && !isAtRest(earlier.state)) return;
  const hold = parseHoldRow(await transaction.objectStore('holds').get(scan.id));
  await writeHistory(transaction.objectStore('history'), scan, hold);
}

function parseRows(rows: readonly StoredScan[]): Scan[] {
  return rows.flatMap((row) => parseRow(row) ?? []);
}

type ScansToRead = IDBPObjectStore<SluiceDatabase, ['scans'], 'scans', 'readonly'>;

/** What `collect` needs of idb's cursor, whichever index it walks. */
type Walk = { readonly value: unknown; continue: () => Promise<Walk | null> };

/** Rows that can't be read do not count: however many there are, they never hide the readable ones behind them. */
async function collect(first: Walk | null, limit: number): Promise<Scan[]> {
  const scans: Scan[] = [];
  for (
    let cursor: Walk | null = first;
    cursor !== null && scans.length < limit;
    cursor = await cursor.continue()
  ) {
    const scan = parseRow(cursor.value);
    if (scan !== undefined) scans.push(scan);
  }
  return scans;
}
