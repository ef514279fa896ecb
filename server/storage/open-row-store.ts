import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../config.ts';
import type { DataFolder } from './open-data-folder.ts';
import type { RowStore } from './row-store.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';

/**
 * Opens the database that the configuration names. Where it cannot be opened, the data folder is given back.
 * @param now epoch milliseconds.
 * @throws ServiceError saying what is wrong with the database.
 */
export async function openRowStore(
  { dataDir }: Pick<ServerConfig, 'dataDir'>,
  folder: DataFolder,
  now: () => number,
  log: FastifyBaseLogger,
): Promise<RowStore> {
  try {
    return openSqliteStore(dataDir, now, log);
  } catch (error) {
    folder.close();
    folder.discard();
    throw error;
  }
}
