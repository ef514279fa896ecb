import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FetchError, SampleStoreError } from '../errors.ts';
import { createFetchClock } from '../queue/fetch-clock.ts';
import { retryTransient } from '../queue/retry-transient.ts';
import { toNetworkError } from '../queue/to-network-error.ts';
import { createS3Bucket, type S3Bucket } from '../storages/create-s3-bucket.ts';
import type { S3StorageConfig } from '../storages/storage-config.ts';
import { createSampleMeters, type SampleMeter } from './create-sample-meters.ts';
import { createDiskSampleStore } from './disk-sample-store.ts';
import type { SampleFile, SampleStore, StoredSample } from './sample-store.ts';
import { toBucketError } from './to-bucket-error.ts';

export type S3SampleStoreOptions = {
  bucket: S3StorageConfig;
  /** This process's own folder, for what is on its way to the bucket or to the engines. */
  folder: string;
  /** Largest sample, in bytes. */
  maxBytes: number;
  /** Milliseconds in the bucket after which a sample that no scan names is swept: one that is younger may get its row yet. */
  orphanMs: number;
  /** Tries of each call in all, and milliseconds before the second one; doubled before each further one. */
  tries?: { attempts: number; retryMs: number };
  /** Objects on one page of the bucket's list, at most 1,000. */
  pageSize?: number;
};

const TRIES = { attempts: 3, retryMs: 500 };
/** A large sample over a slow line takes minutes; a connection that is dead is found out by its silence. */
const TIMES = { headersMs: 900_000, idleMs: 60_000, totalMs: 900_000 };
const PAGE_SIZE = 1_000;
/** Names that this store gives: it never removes what is not its own. */
const OWN = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Keeps samples in a bucket that several scanners share. A sample goes over the local disk on both ways: its hash has to
 * be known before it is sent, so that the bucket can compare, and the engines read files.
 */
export function createS3SampleStore(options: S3SampleStoreOptions): SampleStore {
  const { folder, maxBytes, orphanMs, tries = TRIES, pageSize = PAGE_SIZE } = options;
  const bucket = createS3Bucket(options.bucket);
  const createMeter = createSampleMeters(maxBytes);
  const staging = createDiskSampleStore(folder, maxBytes);
  const never = new AbortController().signal;

  /** Clears what a killed process left on the way, and asks the bucket once. */
  async function prepare(): Promise<void> {
    await staging.sweep(new Set());
    await attempt(never, (signal) => bucket.list('', 1, signal)).catch((cause: unknown) => {
      throw toBucketError(cause, options.bucket);
    });
  }

  async function write(source: Readable): Promise<StoredSample> {
    const staged = await staging.write(source);
    try {
      const file = { ...staged, path: join(folder, staged.id) };
      await attempt(never, (signal) => bucket.put(staged.id, file, signal));
      return staged;
    } catch (error) {
      throw new SampleStoreError(error);
    } finally {
      await staging.remove(staged.id);
    }
  }

  async function open(
    sample: Pick<StoredSample, 'id' | 'sha256'>,
    stop: AbortSignal,
  ): Promise<SampleFile | null> {
    const path = join(folder, randomUUID());
    const remove = (): Promise<void> => rm(path, { force: true });
    try {
      await attempt(stop, (signal) => download(bucket, sample, path, createMeter(), signal));
      return { path, [Symbol.asyncDispose]: remove };
    } catch (error) {
      await remove();
      stop.throwIfAborted();
      const isLost = error instanceof FetchError && ['not_found', 'damaged'].includes(error.code);
      if (isLost) return null;
      throw new SampleStoreError(error);
    }
  }

  const remove = (id: string): Promise<void> => attempt(never, (signal) => bucket.remove(id, signal));

  async function sweep(keep: ReadonlySet<string>): Promise<void> {
    for (let after: string | null = ''; after !== null; ) {
      const from: string = after;
      const { objects, isLast } = await attempt(never, (signal) => bucket.list(from, pageSize, signal));
      const orphans = objects.filter(
        ({ path, ageMs }) => OWN.test(path) && ageMs >= orphanMs && !keep.has(path),
      );
      for (const { path } of orphans) await remove(path);
      after = isLast ? null : (objects.at(-1)?.path ?? null);
    }
  }

  function attempt<T>(stop: AbortSignal, once: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return retryTransient(tries, stop, async () => {
      const clock = createFetchClock(TIMES, stop);
      try {
        return await once(clock.signal);
      } catch (error) {
        throw toNetworkError(error, clock.signal);
      } finally {
        clock.stop();
      }
    });
  }

  return { isShared: true, prepare, write, open, remove, sweep };
}

async function download(
  bucket: S3Bucket,
  { id, sha256 }: Pick<StoredSample, 'id' | 'sha256'>,
  path: string,
  meter: SampleMeter,
  signal: AbortSignal,
): Promise<void> {
  const { body } = await bucket.get(id, signal);
  await pipeline(Readable.from(body ?? []), meter.pass, createWriteStream(path, { mode: 0o600 }), { signal });
  if (meter.result().sha256 === sha256) return;
  throw new FetchError('damaged', 'The stored file is not the one that came.', { transient: true });
}
