import type { Readable } from 'node:stream';

/** A file of a storage, opened. `size` is in bytes, null where the storage does not tell it. */
export type StorageFile = { body: Readable; size: number | null };

/** A place that `path` reads from. */
export type Storage = {
  /**
   * Opens one file.
   * @param path relative, with `/` between its parts, in which `findPathFault` finds no fault.
   * @param signal ends the opening and the body.
   * @throws FetchError whose code and message are fit for evidence: no secret, nothing of the storage's own address.
   */
  open: (path: string, signal: AbortSignal) => Promise<StorageFile>;
  /**
   * Looks whether the storage can be used at all, as far as that needs no network.
   * @throws ServiceError that says what to correct.
   */
  check: () => Promise<void>;
};
