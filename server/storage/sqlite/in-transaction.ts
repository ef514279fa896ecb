import type { DatabaseSync } from 'node:sqlite';

/** Runs `work` as one transaction: all of its changes are kept, or none where it throws. Must not be nested. */
export function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

/** Never throws: what went wrong first is what the caller has to know. */
function rollBack(database: DatabaseSync): void {
  try {
    // SQLite ends the transaction by itself on a full disk and the like (https://sqlite.org/lang_transaction.html).
    if (database.isTransaction) database.exec('ROLLBACK');
  } catch {
    // The next BEGIN says what is wrong with the connection.
  }
}
