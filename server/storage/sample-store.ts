import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SampleStoreError, TooLargeError } from '../errors.ts';
import { createBufferRelease } from './create-buffer-release.ts';

/** A sample on disk. The id is random: nothing of the sender's naming reaches the file system. */
export type StoredSample = {
  id: string;
  /** Lower-case hex. */
  sha1: string;
  /** Lower-case hex. */
  sha256: string;
  /** Bytes. */
  size: number;
};

/** Bytes of an upload after which its buffers are given back. */
const RELEASE_EVERY = 8_000_000;

export type SampleStore = ReturnType<typeof createSampleStore>;

/** Keeps the bytes of samples under way in `dataDir/samples`; each is removed when its scan is over. */
export function createSampleStore(dataDir: string, maxBytes: number) {
  const folder = join(dataDir, 'samples');
  const releaseBuffers = createBufferRelease();
  const pathOf = (id: string): string => join(folder, id);

  /**
   * Streams `source` to disk, hashing and measuring on the way. On any failure nothing stays behind.
   * @throws TooLargeError as soon as more than `maxBytes` have come, SampleStoreError for faults of the disk, and
   * what `source` throws.
   */
  async function write(source: Readable): Promise<StoredSample> {
    const meter = createMeter(maxBytes, releaseBuffers);
    try {
      return await writeMetered(source, meter);
    } catch (error) {
      throw meter.failed() ? error : new SampleStoreError(error);
    }
  }

  async function writeMetered(
    source: Readable,
    meter: ReturnType<typeof createMeter>,
  ): Promise<StoredSample> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const id = randomUUID();
    // Opened before anything can fail: a stream that still has to open its file may make it after it was removed.
    const file = await open(pathOf(id), 'wx', 0o600);
    // `flush` syncs before the row is written: a row never points at bytes that a power cut can take away.
    const target = file.createWriteStream({ flush: true });
    const closed = new Promise<void>((resolve) => target.once('close', () => resolve()));
    try {
      await pipeline(source, meter.pass, target);
    } catch (error) {
      await closed;
      await remove(id);
      throw error;
    }
    await syncFolder(folder);
    return { id, ...meter.result() };
  }

  async function remove(id: string): Promise<void> {
    await rm(pathOf(id), { force: true });
  }

  /** Removes every sample that is not in `keep`: what a killed process left of uploads and finished scans. */
  async function sweep(keep: ReadonlySet<string>): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const orphans = (await readdir(folder)).filter((id) => !keep.has(id));
    await Promise.all(orphans.map(remove));
  }

  const exists = (id: string): Promise<boolean> =>
    access(pathOf(id)).then(
      () => true,
      () => false,
    );

  return { write, remove, sweep, exists, pathOf };
}

/** A file's name is kept by its folder, which a power cut may set back although the file itself was synced. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names with the file.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function createMeter(maxBytes: number, releaseBuffers: () => void) {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  let size = 0;
  let unreleased = 0;
  let failed = false;
  async function* pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* measure(source);
    } catch (error) {
      failed = true;
      throw error;
    }
  }
  async function* measure(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new TooLargeError(maxBytes);
      unreleased += chunk.length;
      if (unreleased > RELEASE_EVERY) {
        unreleased = 0;
        releaseBuffers();
      }
      sha1.update(chunk);
      sha256.update(chunk);
      yield chunk;
    }
  }
  return {
    pass,
    failed: () => failed,
    result: () => ({ sha1: sha1.digest('hex'), sha256: sha256.digest('hex'), size }),
  };
}
