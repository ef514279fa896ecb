import { type BigIntStats, constants } from 'node:fs';
import { type FileHandle, open, realpath, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import { FetchError, ServiceError } from '../errors.ts';
import type { Storage, StorageFile } from './storage.ts';
import { toFileError } from './to-file-error.ts';

/**
 * A folder as a storage. Links inside the folder may be used; whatever leads out of it, by link or by name, may not.
 */
export function createFolderStorage(folder: string): Storage {
  const top = resolve(folder);

  async function check(): Promise<void> {
    const found = await stat(top).catch(() => null);
    if (found?.isDirectory() !== true)
      throw new ServiceError('storage', `The storage folder ${top} does not exist or is not a folder.`);
  }

  async function openFile(path: string, signal: AbortSignal): Promise<StorageFile> {
    signal.throwIfAborted();
    const root = await realpath(top).catch(() => {
      throw new FetchError('storage_unavailable', 'The storage’s folder cannot be read.', {
        transient: true,
      });
    });
    try {
      return await openBelow(root, join(root, ...path.split('/')), signal);
    } catch (error) {
      throw error instanceof FetchError ? error : toFileError(error);
    }
  }

  return { open: openFile, check };
}

async function openBelow(root: string, path: string, signal: AbortSignal): Promise<StorageFile> {
  const before = await locate(root, path);
  // Not waiting: a pipe that took the file's place a moment ago would be waited for without end.
  const file = await open(
    before.path,
    constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
  );
  try {
    const opened = await file.stat({ bigint: true });
    requireFile(opened);
    // What is open now must still be what the path names inside the folder, or a folder was swapped in between.
    const after = await locate(root, path);
    if (after.facts.ino !== opened.ino || after.facts.dev !== opened.dev) throw outside();
    return { body: file.createReadStream({ signal }), size: Number(opened.size) };
  } catch (error) {
    await closeQuietly(file);
    throw error;
  }
}

/** Follows every link, and looks where it ended before anything is opened: opening a device may do something. */
async function locate(root: string, path: string): Promise<{ path: string; facts: BigIntStats }> {
  const real = await realpath(path);
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) throw outside();
  const facts = await stat(real, { bigint: true });
  requireFile(facts);
  return { path: real, facts };
}

function requireFile(facts: BigIntStats): void {
  if (!facts.isFile())
    throw new FetchError('not_a_file', 'The path names a folder, a pipe or a device, not a file.', {
      transient: false,
    });
}

function outside(): FetchError {
  return new FetchError('outside_storage', 'The path leads out of its storage.', { transient: false });
}

async function closeQuietly(file: FileHandle): Promise<void> {
  await file.close().catch(() => {});
}
