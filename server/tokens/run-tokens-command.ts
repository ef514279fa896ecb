import { mkdirSync } from 'node:fs';
import { createAuditLog } from '../audit/audit-log.ts';
import type { ServerConfig } from '../config.ts';
import { openTokenStore } from './open-token-store.ts';
import type { TokensCommand } from './tokens-command.ts';

/**
 * Runs a command on the store of tokens, which a scanner may be using meanwhile: the lock of the data folder is not asked for.
 * @returns what is to be printed
 */
export async function runTokensCommand(
  { run }: TokensCommand,
  { dataDir, database }: Pick<ServerConfig, 'dataDir' | 'database'>,
): Promise<string> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const store = await openTokenStore({ dataDir, database });
  try {
    return await run({ store, audit: createAuditLog(dataDir, Date.now), now: Date.now });
  } finally {
    await store.close();
  }
}
