import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LoadedConfig } from './config/load-config.ts';
import { createServer, type RunningServer } from './create-server.ts';
import { listStartWarnings } from './list-start-warnings.ts';
import { openTokenStore } from './tokens/open-token-store.ts';

/**
 * Runs the service until a signal ends it. SIGTERM and SIGINT let requests under way end; a second one does not wait for
 * them. SIGHUP reads rules and certificate again.
 * @param fail ends the process
 */
export async function serve(config: LoadedConfig, fail: (error: unknown) => never): Promise<void> {
  const token = config.token ?? (await makeUpToken(config));
  const server = await createServer({ ...config, token }).start();
  listenToSignals(server, fail);
  for (const warning of listStartWarnings(config)) process.stderr.write(`Warning: ${warning}\n`);
  process.stdout.write(`${JSON.stringify({ url: server.url, token })}\n`);
}

function listenToSignals(server: RunningServer, fail: (error: unknown) => never): void {
  let ending = false;
  const end = (): void => {
    // Ctrl+C arrives twice: from the terminal, and from the program that started this one. The database has to be closed.
    if (ending) {
      server.hurry();
      return;
    }
    ending = true;
    server.close().then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  // A service is told so to read its files again. To a program in a terminal, and on Windows, it says that the terminal
  // or console is being closed.
  const isService = process.platform !== 'win32' && !process.stdin.isTTY;
  process.on('SIGHUP', () => (isService ? reload(server) : end()));
}

function reload(server: RunningServer): void {
  void server.reloadRules();
  try {
    server.reloadTls();
  } catch (error) {
    process.stderr.write(
      `The certificate stays as it was: ${error instanceof Error ? error.message : error}\n`,
    );
  }
}

/** A token with all rights for who tries the scanner; none where an administrator has made some. */
async function makeUpToken(config: LoadedConfig): Promise<string | null> {
  // Looking makes no data folder.
  const isNew = config.database.url === null && !existsSync(join(config.dataDir, 'tokens.sqlite'));
  if (!isNew && (await hasTokens(config))) return null;
  return randomBytes(24).toString('base64url');
}

async function hasTokens(config: LoadedConfig): Promise<boolean> {
  const store = await openTokenStore(config);
  try {
    return (await store.list()).some(({ revokedAt }) => revokedAt === null);
  } finally {
    await store.close();
  }
}
