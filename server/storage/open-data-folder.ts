import { statSync } from 'node:fs';
import { ServiceError } from '../errors.ts';
import { lockDataFolder } from './lock-data-folder.ts';
import { makeFolders } from './make-folders.ts';

/** The data folder, open for this process alone. */
export type DataFolder = {
  close: () => void;
  /** After `close`: removes the folder where it was made for this start, so that a failed one leaves nothing. */
  discard: () => void;
};

const CHOOSE = 'Choose another folder with --data.';

/**
 * Makes the data folder if it is missing, and locks it.
 * @throws ServiceError saying what is wrong with the folder; then nothing new is left behind.
 */
export function openDataFolder(dataDir: string): DataFolder {
  const discard = makeDataFolder(dataDir);
  try {
    return { close: lock(dataDir), discard };
  } catch (error) {
    discard();
    throw error;
  }
}

function makeDataFolder(dataDir: string): () => void {
  try {
    const discard = makeFolders(dataDir);
    if (statSync(dataDir).isDirectory()) return discard;
  } catch (cause) {
    throw new ServiceError(
      'data_folder',
      `The data folder ${dataDir} cannot be made: ${toReason(cause)}. ${CHOOSE}`,
      {
        cause,
      },
    );
  }
  throw new ServiceError('data_folder', `The data folder ${dataDir} is a file. ${CHOOSE}`);
}

function lock(dataDir: string): () => void {
  try {
    return lockDataFolder(dataDir);
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw new ServiceError(
      'data_folder',
      `The data folder ${dataDir} cannot be written to: ${toReason(cause)}. ${CHOOSE}`,
      {
        cause,
      },
    );
  }
}

function toReason(cause: unknown): string {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOTDIR') return 'it lies below a file';
  if (code === 'ENOENT') return 'its file system takes no folders there';
  if (code === 'EACCES' || code === 'EPERM') return 'you are not allowed to';
  if (code === 'EROFS') return 'the file system is read-only';
  return cause instanceof Error ? cause.message : String(cause);
}
