import { resolve } from 'node:path';
import { UsageError } from '../errors.ts';
import { readStoragesFile } from './read-storages-file.ts';
import type { StorageConfig } from './storage-config.ts';
import { STORAGE_NAME } from './storage-name.ts';

export type StorageArguments = {
  /** Each as `NAME=DIR`. */
  folders: readonly string[];
  /** A file of JSON, see `readStoragesFile`. */
  file: string | undefined;
  defaultName: string | undefined;
};

/** What was given; a default that was not is left out. */
export type StorageOptions = { storages: Record<string, StorageConfig>; defaultStorage?: string };

/**
 * Puts the storages of the command line and of its file together.
 * @throws UsageError for a name that comes twice, and for what the file gets wrong.
 */
export function toStorageOptions(given: StorageArguments, env: NodeJS.ProcessEnv): StorageOptions {
  const fromFile = given.file === undefined ? null : readStoragesFile(given.file, env);
  const storages = new Map<string, StorageConfig>(Object.entries(fromFile?.storages ?? {}));
  for (const argument of given.folders) {
    const { name, folder } = parseFolder(argument);
    if (storages.has(name)) throw new UsageError(`The storage “${name}” is given twice.`);
    storages.set(name, { kind: 'folder', folder: resolve(folder) });
  }
  const defaultStorage = given.defaultName ?? fromFile?.defaultStorage ?? null;
  return { storages: Object.fromEntries(storages), ...(defaultStorage === null ? {} : { defaultStorage }) };
}

function parseFolder(argument: string): { name: string; folder: string } {
  const at = argument.indexOf('=');
  const name = argument.slice(0, Math.max(at, 0));
  const folder = argument.slice(at + 1);
  if (!STORAGE_NAME.test(name) || folder === '')
    throw new UsageError(`--storage must be NAME=DIR, with a name of letters, digits, dots, _ and -.`);
  return { name, folder };
}
