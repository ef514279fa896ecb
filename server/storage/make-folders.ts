import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder, for its owner alone, and those above it that are missing. One by one: the system's own recursive call
 * never returns on file systems that take no folders, such as /proc.
 * @returns a function that removes again what was made, with all that is in it by then.
 * @throws the system's error; then nothing was made.
 */
export function makeFolders(folder: string): () => void {
  const missing: string[] = [];
  for (let at = resolve(folder); !existsSync(at); at = dirname(at)) missing.unshift(at);
  const made: string[] = [];
  const remove = (): void => {
    for (const outermost of made.slice(0, 1)) rmSync(outermost, { recursive: true, force: true });
  };
  try {
    for (const each of missing) {
      mkdirSync(each, { mode: 0o700 });
      made.push(each);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}
