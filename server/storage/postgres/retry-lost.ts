import { setTimeout as wait } from 'node:timers/promises';
import { DatabaseError } from 'pg';

/** As long as the embedded database is waited for while it is busy, in milliseconds. */
const PATIENCE_MS = 5_000;
const PAUSE_MS = 100;

/**
 * Faults that PostgreSQL itself tells of, and that pass: connections lost (class 08), a server that ends, starts or has
 * no connection left, and transactions that it broke off (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const PASSING = /^(08...|57P0[123]|53300|40001|40P01)$/;

/**
 * Runs a statement again on another connection where the one it had was lost. It may have been done all the same, so it
 * must be one that can be run twice.
 * @throws what the statement throws, of lost connections after five seconds.
 */
export async function retryLost<T>(run: () => Promise<T>): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ; ) {
    try {
      return await run();
    } catch (error) {
      if (!isLost(error) || performance.now() >= end) throw error;
    }
    await wait(PAUSE_MS);
  }
}

/** What the server did not say itself happened on the way to it. */
export function isLost(error: unknown): boolean {
  return error instanceof DatabaseError ? PASSING.test(error.code ?? '') : true;
}
