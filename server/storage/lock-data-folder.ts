import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ServiceError } from '../errors.ts';
import { makePrivateFile } from './make-private-file.ts';
import { isSqliteError } from './sqlite/is-sqlite-error.ts';

/**
 * Takes a data folder for this process alone: a second scanner would take the first one's scans up as left behind. The
 * lock is SQLite's on an empty file, which the operating system gives back however the process ends.
 * @returns a function that releases it.
 * @throws ServiceError `data_in_use` naming the process that has it.
 */
export function lockDataFolder(dataDir: string): () => void {
  const lockFile = join(dataDir, 'scanner.lock');
  makePrivateFile(lockFile);
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  const pidFile = join(dataDir, 'scanner.pid');
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isSqliteError(error, 'busy')) throw error;
    throw new ServiceError(
      'data_in_use',
      `The data folder ${dataDir} is in use by another scanner${toProcess(pidFile)}.`,
    );
  }
  writeFileSync(pidFile, `${process.pid}\n`, { mode: 0o600 });
  return () => {
    rmSync(pidFile, { force: true });
    lock.close();
  };
}

/** Only words: the lock decides, and the other process may not have written its number yet. */
function toProcess(pidFile: string): string {
  try {
    return ` (process ${Number.parseInt(readFileSync(pidFile, 'utf8'), 10)})`;
  } catch {
    return '';
  }
}
