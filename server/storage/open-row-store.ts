import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { DataFolder } from './open-data-folder.ts';
import type { RowStore } from './row-store.ts';
import { readScannerId } from './scanner-id.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';

type RowStoreConfig = Pick<ServerConfig, 'dataDir' | 'database' | 'callbacks'>;

/** For what a try of a callback takes beside its own time: its row is written before and after. */
const LEASE_RESERVE_MS = 15_000;

/**
 * Opens the database that the configuration names. Where it cannot be opened, the data folder is given back.
 * @param now epoch milliseconds.
 * @throws ServiceError saying what is wrong with the database.
 */
export async function openRowStore(
  config: RowStoreConfig,
  folder: DataFolder,
  now: () => number,
  log: FastifyBaseLogger,
): Promise<RowStore> {
  try {
    return await open(config, now, log);
  } catch (error) {
    folder.close();
    folder.discard();
    throw error;
  }
}

async function open(config: RowStoreConfig, now: () => number, log: FastifyBaseLogger): Promise<RowStore> {
  const { dataDir, database, callbacks } = config;
  if (database.url === null) return openSqliteStore(dataDir, now, log);
  // Its client is loaded only where it is used: a start waits for nothing else.
  const { openPostgresStore } = await import('./postgres/open-postgres-store.ts');
  const scanner = readScannerId(dataDir);
  const leaseMs = callbacks.timeoutMs + LEASE_RESERVE_MS;
  return openPostgresStore({ url: database.url, scanner, leaseMs, now, log });
}
