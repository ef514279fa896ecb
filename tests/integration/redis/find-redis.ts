import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureProgram } from '../ensure-program.ts';

/** The program of Redis. */
function findRedis(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, 'redis-server')).find((path) => existsSync(path));
}

/**
 * Finds the program of Redis, or installs it where that can be done.
 * @throws Error that says what to install
 */
export function ensureRedis(): string {
  return ensureProgram(findRedis, { name: 'Redis', debian: 'redis-server' });
}
