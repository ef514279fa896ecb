import type { FastifyBaseLogger } from 'fastify';
import type { RowStore } from '../row-store.ts';
import { createCallbackStore } from './create-callback-store.ts';
import { createDatabase, type Database } from './create-database.ts';
import { createScanStore } from './create-scan-store.ts';
import { migrate } from './migrate.ts';
import { openPool } from './open-pool.ts';
import { toPostgresAddress } from './to-postgres-address.ts';
import { toStartError } from './to-start-error.ts';

export type PostgresStoreOptions = {
  /** `postgres://…`. */
  url: string;
  /** This scanner's name among those that share the database. */
  scanner: string;
  /** How long a claimed callback is left alone by other scanners, in milliseconds. */
  leaseMs: number;
  /** Epoch milliseconds. */
  now: () => number;
  log: FastifyBaseLogger;
};

/**
 * A PostgreSQL database, for any number of scanners. Needs version 13 or later.
 * @throws ServiceError saying why the database cannot be used.
 */
export async function openPostgresStore(options: PostgresStoreOptions): Promise<RowStore> {
  const { url, scanner, leaseMs, now, log } = options;
  const address = toPostgresAddress(url);
  const pool = openPool(url, (error) => log.warn({ err: error }, 'connection to the database lost'));
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw toStartError(error, address);
  }
  const run = createDatabase(pool);
  return {
    scans: createScanStore(run, scanner, now),
    callbacks: createCallbackStore(run, scanner, leaseMs, now),
    check: async () => void (await run('SELECT 1')),
    close: async () => {
      await releaseClaims(run, scanner, log);
      await pool.end();
    },
  };
}

/** What was broken off by the end of the service is sent by another scanner, if there is one, at once. */
async function releaseClaims(run: Database, scanner: string, log: FastifyBaseLogger): Promise<void> {
  try {
    await run('UPDATE callbacks SET leased_by = NULL, leased_until = NULL WHERE leased_by = $1', [scanner]);
  } catch (error) {
    log.warn({ err: error }, 'claims of callbacks not given back: they run out by themselves');
  }
}
