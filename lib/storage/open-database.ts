import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { HistoryRow } from '../core/history-row.ts';
import { fillHistory } from './fill-history.ts';
import type { StoredHold } from './hold-row.ts';
import type { StoredScan } from './scan-row.ts';

export const DATABASE_NAME = 'sluice';
export const DATABASE_VERSION = 6;

/** The bytes of a file that a scan waits to submit: a Blob, which the browser keeps on the disk. */
export type StagedRow = {
  id: string;
  blob: Blob;
  stagedAt: number;
  /** Bytes, lower-case hex and MIME type. Rows of earlier versions have none of them. */
  size?: number;
  sha256?: string;
  type?: string;
  from?: 'link' | 'file';
};

export interface SluiceDatabase extends DBSchema {
  scans: {
    key: string;
    value: StoredScan;
    indexes: {
      byDue: number;
      byTurn: [string, number];
      byActive: [number, string];
      byRest: [number, string];
      byNotice: number;
      byDownload: number;
      bySha256: [string, number];
    };
  };
  staged: { key: string; value: StagedRow };
  holds: {
    key: string;
    value: StoredHold;
    indexes: { byActive: [number, string]; byDownload: number };
  };
  /** One small row for each scan at rest: what the list of the history shows. The newest is the first. */
  history: { key: [order: number, id: string]; value: HistoryRow };
}

export type Database = IDBPDatabase<SluiceDatabase>;

/**
 * Makes a function that answers the open database, opening it when needed and again after the browser closed it.
 * A connection gives way to a newer version of the extension instead of blocking its upgrade.
 */
export function createDatabaseOpener(name: string = DATABASE_NAME): () => Promise<Database> {
  let opening: Promise<Database> | undefined;
  const forget = () => {
    opening = undefined;
  };

  async function open(): Promise<Database> {
    const database = await openDB<SluiceDatabase>(name, DATABASE_VERSION, {
      async upgrade(upgrading, oldVersion, _newVersion, transaction) {
        if (oldVersion < 1) createScans(upgrading);
        if (oldVersion < 2) upgrading.createObjectStore('staged', { keyPath: 'id' });
        if (oldVersion < 3) createHolds(upgrading);
        if (oldVersion < 4) transaction.objectStore('scans').createIndex('bySha256', 'sha256Key');
        if (oldVersion < 5) upgrading.createObjectStore('history', { keyPath: ['order', 'id'] });
        if (oldVersion < 6) transaction.objectStore('scans').createIndex('byTurn', ['state', 'dueAt']);
        // idb does not wait for it: what fails must not leave a new version without its rows.
        if (oldVersion > 0 && oldVersion < 5) await fillHistory(transaction).catch(() => transaction.abort());
      },
      blocking: (_current, _blocked, event) => {
        forget();
        if (event.target instanceof IDBDatabase) event.target.close();
      },
      terminated: forget,
    });
    database.addEventListener('close', forget);
    return database;
  }

  return () => {
    opening ??= open().catch((error: unknown) => {
      forget();
      throw error;
    });
    return opening;
  };
}

function createScans(upgrading: Database): void {
  const scans = upgrading.createObjectStore('scans', { keyPath: 'id' });
  scans.createIndex('byDue', 'dueAt');
  scans.createIndex('byActive', 'activeKey');
  scans.createIndex('byRest', 'restKey');
  scans.createIndex('byNotice', 'noticeKey');
  scans.createIndex('byDownload', 'downloadId');
}

function createHolds(upgrading: Database): void {
  const holds = upgrading.createObjectStore('holds', { keyPath: 'id' });
  holds.createIndex('byActive', 'activeKey');
  holds.createIndex('byDownload', 'downloadIds', { multiEntry: true });
}
