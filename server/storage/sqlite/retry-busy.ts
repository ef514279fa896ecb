import { setTimeout as wait } from 'node:timers/promises';
import { isSqliteError } from './is-sqlite-error.ts';

/** With what the database itself waits, some five seconds. */
const TRIES = 25;
const PAUSE_MS = 100;

/**
 * Tries a write again while another process holds the database. The waiting is here, and only a little of it in the
 * database: that one would hold up every other request meanwhile.
 * @throws what the write throws, of a busy database after five seconds.
 */
export async function retryBusy<T>(write: () => T): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return write();
    } catch (error) {
      if (!isSqliteError(error, 'busy') || left === 0) throw error;
    }
    await wait(PAUSE_MS);
  }
}
