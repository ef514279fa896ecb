import type { DatabaseSync } from 'node:sqlite';
import type { FastifyBaseLogger } from 'fastify';

/** Emptying the log takes some milliseconds, and waits for the disk: a burst of scans shares one. */
const SHORTEST_PAUSE_MS = 1_000;

/**
 * Empties SQLite's log of changes (the `-wal` file), which otherwise keeps rows as they were before their secrets were
 * deleted, on an idle service for as long as it runs.
 */
export function createLogCleaner(database: DatabaseSync, log: FastifyBaseLogger) {
  let pause: NodeJS.Timeout | null = null;
  let wanted = false;

  /** To be called after a transaction that deleted a secret. Empties at once, or when the pause after the last time is over. */
  function clean(): void {
    wanted = true;
    if (pause === null) run();
  }

  function run(): void {
    try {
      wanted = !empty(database);
    } catch (error) {
      // What was deleted is deleted all the same, and whoever asked has more to do.
      log.error({ err: error }, 'log of changes not emptied');
    }
    pause = setTimeout(() => {
      pause = null;
      if (wanted) run();
    }, SHORTEST_PAUSE_MS);
    pause.unref();
  }

  /** Closing the database empties the log for the last time. */
  function stop(): void {
    if (pause !== null) clearTimeout(pause);
  }

  return { clean, stop };
}

/** False where somebody else is reading the database: the service must not stand still until that is over. */
function empty(database: DatabaseSync): boolean {
  const patience = database.prepare('PRAGMA busy_timeout').get()?.timeout;
  database.exec('PRAGMA busy_timeout = 0');
  try {
    return database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0;
  } finally {
    database.exec(`PRAGMA busy_timeout = ${Number(patience)}`);
  }
}
