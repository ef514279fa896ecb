import type { ClientBase } from 'pg';
import { ServiceError } from '../../errors.ts';
import { MIGRATIONS } from './migrations.ts';

/**
 * Looks whether a scanner of this version can use a database. Changes nothing.
 * @returns the version of its schema, null where it has none yet.
 * @throws ServiceError for an encoding that holds not every text, and `database_too_new`.
 */
export async function requireUsable(client: Pick<ClientBase, 'query'>): Promise<number | null> {
  await requireUtf8(client);
  const version = await readVersion(client);
  if (version !== null && version > MIGRATIONS.length) {
    throw new ServiceError(
      'database_too_new',
      `The database is of version ${version}, newer than this service. Use a newer scanner, or another database.`,
    );
  }
  return version;
}

/** Names that callers send may be in any script. */
async function requireUtf8(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query('SHOW server_encoding');
  const encoding = String(rows[0]?.server_encoding);
  if (encoding === 'UTF8') return;
  throw new ServiceError(
    'database',
    `The database has the encoding ${encoding}. Make one with "createdb --encoding=UTF8 --template=template0".`,
  );
}

async function readVersion(client: Pick<ClientBase, 'query'>): Promise<number | null> {
  const { rows } = await client.query("SELECT to_regclass('scanner_schema') IS NOT NULL AS there");
  if (rows[0]?.there !== true) return null;
  const found = await client.query('SELECT version FROM scanner_schema');
  return Number(found.rows[0]?.version ?? 0);
}
