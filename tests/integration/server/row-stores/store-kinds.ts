import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import type { DatabaseConfig } from '../../../../server/storage/database-config.ts';
import { openPostgresStore } from '../../../../server/storage/postgres/open-postgres-store.ts';
import type { RowStore } from '../../../../server/storage/row-store.ts';
import { openSqliteStore } from '../../../../server/storage/sqlite/open-sqlite-store.ts';
import { hasPostgres, makeSchema, queryPostgres, whyNoPostgres } from '../../postgres/shared-postgres.ts';

const log = pino({ level: 'silent' });

/** Longer than any test takes. */
export const LEASE_MS = 600_000;

/** One empty database. Everything of it goes when the test ends. */
export type StoreWorld = {
  /** What names it in the configuration of a scanner. */
  config: { dataDir: string; database: DatabaseConfig };
  /** Opens it as a scanner would; what was opened is closed at the end, if not before. */
  open: (now?: () => number) => Promise<RowStore>;
  /** Reads or changes it beside the store. */
  query: (sql: string) => Promise<{ [column: string]: unknown }[]>;
};

export type StoreKind = {
  title: string;
  isHere: boolean;
  makeWorld: () => Promise<StoreWorld>;
  /** SQL that lets every change of a callback fail with "disk full". */
  breakCallbacks: string;
};

/** Every implementation of the row store: one suite is for all. */
export const STORE_KINDS: readonly StoreKind[] = [
  {
    title: 'the embedded store',
    isHere: true,
    makeWorld: makeSqliteWorld,
    breakCallbacks:
      "CREATE TRIGGER full_disk BEFORE UPDATE ON callbacks BEGIN SELECT raise(ABORT, 'disk full'); END",
  },
  {
    title: `the PostgreSQL store${whyNoPostgres}`,
    isHere: hasPostgres,
    makeWorld: makePostgresWorld,
    breakCallbacks: `
      CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'disk full'; END $$;
      CREATE TRIGGER full_disk BEFORE UPDATE ON callbacks FOR EACH ROW EXECUTE FUNCTION fail()`,
  },
];

async function makeSqliteWorld(): Promise<StoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-rows-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return {
    config: { dataDir: folder, database: { url: null } },
    open: async (now = Date.now) => closedInTheEnd(openSqliteStore(folder, now, log)),
    query: async (sql) => {
      const database = new DatabaseSync(join(folder, 'scans.sqlite'));
      try {
        if (sql.startsWith('SELECT')) return database.prepare(sql).all();
        database.exec(sql);
        return [];
      } finally {
        database.close();
      }
    },
  };
}

async function makePostgresWorld(): Promise<StoreWorld> {
  const url = await makeSchema();
  return {
    config: { dataDir: '', database: { url } },
    open: (now = Date.now) => openScanner(url, 'a scanner', now),
    query: (sql) => queryPostgres(url, sql),
  };
}

/** One of the scanners that share a PostgreSQL database. */
export async function openScanner(url: string, scanner: string, now = Date.now): Promise<RowStore> {
  return closedInTheEnd(await openPostgresStore({ url, scanner, leaseMs: LEASE_MS, now, log }));
}

function closedInTheEnd(store: RowStore): RowStore {
  let closing: Promise<void> | null = null;
  const close = (): Promise<void> => {
    closing ??= store.close();
    return closing;
  };
  onTestFinished(close);
  return { ...store, close };
}
