import { Readable } from 'node:stream';
import { FetchError, TooLargeError } from '../errors.ts';
import type { SampleStore, StoredSample } from '../storage/sample-store.ts';
import type { Storages } from '../storages/create-storages.ts';
import type { Storage } from '../storages/storage.ts';
import { createFetchClock } from './fetch-clock.ts';
import type { FetchLimits } from './fetch-limits.ts';
import type { FetchedSample } from './fetched-sample.ts';
import { retryTransient } from './retry-transient.ts';
import type { PathSource } from './sample-source.ts';
import { toNetworkError } from './to-network-error.ts';

export type FetchPathDeps = {
  storages: Storages;
  samples: SampleStore;
  limits: FetchLimits;
  maxBytes: number;
};

/**
 * Copies a file of a storage to disk, with retries.
 * @throws FetchError or TooLargeError; their messages hold nothing of the storage's address or keys.
 */
export async function fetchPath(
  { path, storage: storageName }: PathSource,
  deps: FetchPathDeps,
  stop: AbortSignal,
): Promise<FetchedSample> {
  const storage = storageName === null ? null : deps.storages.find(storageName);
  if (storage === null)
    throw new FetchError('unknown_storage', 'The storage is no longer configured.', { transient: false });
  return retryTransient(deps.limits, stop, async () => {
    // The scan has its name from the path since it was submitted.
    return { sample: await copyOnce(path, storage, deps, stop), name: null };
  });
}

async function copyOnce(
  path: string,
  storage: Storage,
  { samples, limits, maxBytes }: FetchPathDeps,
  stop: AbortSignal,
): Promise<StoredSample> {
  const clock = createFetchClock(limits, stop);
  try {
    const { body, size } = await storage.open(path, clock.signal);
    try {
      if (size !== null && size > maxBytes) throw new TooLargeError(maxBytes);
      return await samples.write(Readable.from(clock.watch(body)));
    } finally {
      body.destroy();
    }
  } catch (error) {
    throw toNetworkError(error, clock.signal);
  } finally {
    clock.stop();
  }
}
