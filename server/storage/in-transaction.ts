import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` as one transaction: all of its changes are kept, or none where it throws. Must not be nested. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}
