import type { Database } from './open-database.ts';

/** What a task ends with where the browser closed the connection before or in the middle of it. */
const CLOSED = ['InvalidStateError', 'AbortError'];

/** Runs a task on the database; once more where the browser had closed the connection in between. */
export type DatabaseRunner = <T>(task: (database: Database) => Promise<T>) => Promise<T>;

/** Makes the runner. Opens nothing until there is a task. */
export function createDatabaseRunner(openDatabase: () => Promise<Database>): DatabaseRunner {
  return async (task) => {
    try {
      return await task(await openDatabase());
    } catch (error) {
      if (!(error instanceof DOMException) || !CLOSED.includes(error.name)) throw error;
      return task(await openDatabase());
    }
  };
}
