import { setTimeout as wait } from 'node:timers/promises';

/** With what the database itself waits, some five seconds. */
const TRIES = 25;
const PAUSE_MS = 100;

/** https://sqlite.org/rescode.html: the low byte is the kind of error. */
const SQLITE_BUSY = 5;

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
      if (!isBusy(error) || left === 0) throw error;
    }
    await wait(PAUSE_MS);
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return false;
  return (error.errcode & 0xff) === SQLITE_BUSY;
}
