import type { ClientBase, Pool } from 'pg';
import { MIGRATIONS } from './migrations.ts';
import { requireUsable } from './require-usable.ts';

/** Any number, as long as nothing else in the database locks by it: "sluice" in ASCII. */
const LOCK = 0x73_6c_75_69_63_65;

/**
 * Brings the schema up to date, or makes it. Scanners that start together wait for each other; where something fails,
 * nothing of it stays.
 * @throws ServiceError where the database cannot be used, and what PostgreSQL says.
 */
export async function migrate(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    await applyMissing(client);
    await client.query('COMMIT');
    client.release();
  } catch (error) {
    // Closing the connection rolls back.
    client.release(true);
    throw error;
  }
}

async function applyMissing(client: ClientBase): Promise<void> {
  const version = await requireUsable(client);
  if (version === MIGRATIONS.length) return;
  // Not CREATE … IF NOT EXISTS: that takes a right that a scanner needs for its first start only.
  if (version === null) {
    await client.query('CREATE TABLE scanner_schema (version INTEGER NOT NULL)');
    await client.query('INSERT INTO scanner_schema VALUES (0)');
  }
  for (const toSql of MIGRATIONS.slice(version ?? 0)) await client.query(toSql());
  await client.query('UPDATE scanner_schema SET version = $1', [MIGRATIONS.length]);
}
