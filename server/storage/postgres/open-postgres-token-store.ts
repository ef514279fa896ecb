import { toStoredToken, toTokenValues } from '../../tokens/token-row.ts';
import type { TokenStore } from '../../tokens/token-store.ts';
import { createDatabase, type Database } from './create-database.ts';
import { migrate } from './migrate.ts';
import { openPool } from './open-pool.ts';
import { toPostgresAddress } from './to-postgres-address.ts';
import { toStartError } from './to-start-error.ts';

/** Of a scanner, beside those of its rows: a token is looked up with each request, in less than a millisecond. */
const CONNECTIONS = 2;

/**
 * The `tokens` table, which scanners and commands share. Each call is one statement, and so one transaction.
 * @throws ServiceError saying why the database cannot be used.
 */
export async function openPostgresTokenStore(url: string): Promise<TokenStore> {
  const address = toPostgresAddress(url);
  // The next statement makes a connection anew, and says what is wrong if it cannot.
  const pool = openPool(url, () => undefined, CONNECTIONS);
  try {
    await migrate(pool);
  } catch (error) {
    await pool.end();
    throw toStartError(error, address);
  }
  return { ...createTokenStore(createDatabase(pool)), close: () => pool.end() };
}

function createTokenStore(run: Database): Omit<TokenStore, 'close'> {
  return {
    // Ids are random, so the same one can only be from a try whose answer was lost.
    insert: async ({ record, digest }) =>
      void (await run(
        `INSERT INTO tokens (id, name, scopes, rate, created_at, expires_at, digest) VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (id) DO NOTHING`,
        [...toTokenValues(record), digest],
      )),
    find: async (id) => {
      const [row] = await run('SELECT * FROM tokens WHERE id = $1', [id]);
      return row === undefined ? null : toStoredToken(row);
    },
    list: async () =>
      (await run('SELECT * FROM tokens ORDER BY created_at, id')).map((row) => toStoredToken(row).record),
    revoke: async (id, at) => {
      const sql = 'UPDATE tokens SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id';
      return (await run(sql, [id, at])).length > 0;
    },
    markUsed: async (id, at) =>
      void (await run('UPDATE tokens SET last_used_at = $2 WHERE id = $1', [id, at])),
  };
}
