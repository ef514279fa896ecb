import { FetchError } from '../errors.ts';

/** Faults of busy machines and of disks behind a network. */
const MAY_PASS: readonly string[] = ['EAGAIN', 'EBUSY', 'EIO', 'EMFILE', 'ENFILE', 'ESTALE', 'ETIMEDOUT'];

/** Names a fault of the file system. Anything that is none is given back as it is. */
export function toFileError(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  // The system's message quotes the path on this machine, so only its code goes on.
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ENAMETOOLONG':
      return new FetchError('not_found', 'There is no such file in the storage.', { transient: false });
    case 'EACCES':
    case 'EPERM':
      return new FetchError('access_denied', 'The service may not read this file.', { transient: false });
    default:
      return typeof code === 'string' && code.startsWith('E')
        ? new FetchError('unreadable', `Reading failed (${code}).`, { transient: MAY_PASS.includes(code) })
        : error;
  }
}
