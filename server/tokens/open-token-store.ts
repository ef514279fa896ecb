import type { ServerConfig } from '../config.ts';
import { openSqliteTokenStore } from './sqlite-token-store.ts';
import type { TokenStore } from './token-store.ts';

/**
 * Opens the tokens where rows are kept: scanners that share a database take the same ones.
 * @throws ServiceError where they cannot be used.
 */
export async function openTokenStore({
  dataDir,
  database,
}: Pick<ServerConfig, 'dataDir' | 'database'>): Promise<TokenStore> {
  if (database.url === null) return openSqliteTokenStore(dataDir);
  const { openPostgresTokenStore } = await import('../storage/postgres/open-postgres-token-store.ts');
  return openPostgresTokenStore(database.url);
}
