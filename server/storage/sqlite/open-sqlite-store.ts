import type { FastifyBaseLogger } from 'fastify';
import type { RowStore } from '../row-store.ts';
import { createCallbackStore } from './create-callback-store.ts';
import { createLogCleaner } from './create-log-cleaner.ts';
import { createScanStore } from './create-scan-store.ts';
import { openDatabase } from './open-database.ts';

/**
 * The embedded database, for one scanner: a file in its data folder, which the caller has locked.
 * @param now epoch milliseconds.
 * @throws ServiceError when the file is no database of the service, or of a newer version of it.
 */
export function openSqliteStore(dataDir: string, now: () => number, log: FastifyBaseLogger): RowStore {
  const database = openDatabase(dataDir);
  const cleaner = createLogCleaner(database, log);
  return {
    scans: createScanStore(database, now, cleaner.clean),
    callbacks: createCallbackStore(database, now, cleaner.clean),
    check: async () => void database.prepare('SELECT 1').get(),
    close: async () => {
      cleaner.stop();
      database.close();
    },
  };
}
