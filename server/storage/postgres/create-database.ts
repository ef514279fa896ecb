import type { Pool } from 'pg';
import { DatabaseAwayError } from '../database-away-error.ts';
import { isLost, retryLost } from './retry-lost.ts';
import { encodeText } from './text-codec.ts';

type Value = string | number | boolean | null | Uint8Array | readonly number[] | readonly string[];

export type Row = { [column: string]: unknown };

/**
 * Runs one statement as a transaction of its own, durable when it resolves, and again where its connection is lost: it
 * must be one that can be run twice. Throws DatabaseAwayError where the connection stays lost, else what PostgreSQL says.
 */
export type Database = (sql: string, values?: readonly Value[]) => Promise<Row[]>;

export function createDatabase(pool: Pool): Database {
  return async (sql, values = []) => {
    const encoded = values.map((value) => (typeof value === 'string' ? encodeText(value) : value));
    try {
      const { rows } = await retryLost(() => pool.query<Row>(sql, encoded));
      return rows;
    } catch (error) {
      throw isLost(error) ? new DatabaseAwayError(error) : error;
    }
  };
}
