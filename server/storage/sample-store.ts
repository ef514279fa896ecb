import type { Readable } from 'node:stream';

/** A stored sample. The id is random: nothing of the sender's naming reaches a file system or a bucket. */
export type StoredSample = {
  id: string;
  /** Lower-case hex. */
  sha1: string;
  /** Lower-case hex. */
  sha256: string;
  /** Bytes. */
  size: number;
};

/** A sample as a file of this machine, for as long as it is not disposed of. */
export type SampleFile = AsyncDisposable & { path: string };

/** Keeps the bytes of samples under way; each is removed when its scan is over. */
export type SampleStore = {
  /**
   * Streams `source` to the store, hashing and measuring on the way; it is durable when this resolves. On any failure
   * nothing stays behind.
   * @throws TooLargeError as soon as more than the limit has come, SampleStoreError for faults of the store, and what
   * `source` throws.
   */
  write: (source: Readable) => Promise<StoredSample>;
  /**
   * Makes a sample readable by its path.
   * @returns null where the store no longer has it.
   * @throws SampleStoreError for faults that may pass, or the reason of `stop`.
   */
  open: (sample: Pick<StoredSample, 'id' | 'sha256'>, stop: AbortSignal) => Promise<SampleFile | null>;
  /** Takes a sample away; one that is not there is no error. */
  remove: (id: string) => Promise<void>;
  /**
   * Removes the samples that are not in `keep`: what killed processes left of uploads and finished scans. A store that is
   * not shared is swept at the start alone, while nothing is written.
   * @param keep ids of all samples that unfinished scans name.
   */
  sweep: (keep: ReadonlySet<string>) => Promise<void>;
  /** Whether other processes write to it as well. */
  isShared: boolean;
  /**
   * Makes the store ready, at the start.
   * @throws ServiceError that says what to correct.
   */
  prepare: () => Promise<void>;
};
