import { openPool } from './open-pool.ts';
import { requireUsable } from './require-usable.ts';
import { toPostgresAddress } from './to-postgres-address.ts';
import { toStartError } from './to-start-error.ts';

/**
 * Looks whether a scanner could start with the database at `url`. Changes nothing; whether the user may make tables is
 * found out by the first start.
 * @throws ServiceError saying why it could not.
 */
export async function checkPostgres(url: string): Promise<void> {
  const address = toPostgresAddress(url);
  const pool = openPool(url, () => undefined);
  try {
    await requireUsable(pool);
  } catch (error) {
    throw toStartError(error, address);
  } finally {
    await pool.end();
  }
}
