import type { Scan } from '../core/scan.ts';
import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';
import { parseRow } from './scan-row.ts';

/** Reads many scans at once, in the order of their ids. Those that are gone or can't be read are left out. */
export type ReadScans = (ids: readonly string[]) => Promise<Scan[]>;

/** Makes the reading. Opens nothing until it is called. */
export function createScanReader(openDatabase: () => Promise<Database>): ReadScans {
  const withDatabase = createDatabaseRunner(openDatabase);
  return (ids) =>
    withDatabase(async (database) => {
      const scans = database.transaction('scans').store;
      const rows = await Promise.all(ids.map((id) => scans.get(id)));
      return rows.flatMap((row) => parseRow(row) ?? []);
    });
}
