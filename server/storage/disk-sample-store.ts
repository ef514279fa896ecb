import { randomUUID } from 'node:crypto';
import { access, mkdir, open as openFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SampleStoreError } from '../errors.ts';
import { createSampleMeters, type SampleMeter } from './create-sample-meters.ts';
import type { SampleFile, SampleStore, StoredSample } from './sample-store.ts';

/**
 * Keeps samples as files of `folder`, which is this process's own.
 * @param maxBytes largest sample.
 */
export function createDiskSampleStore(folder: string, maxBytes: number): SampleStore {
  const createMeter = createSampleMeters(maxBytes);
  const pathOf = (id: string): string => join(folder, id);

  async function write(source: Readable): Promise<StoredSample> {
    const meter = createMeter();
    try {
      return await writeMetered(source, meter);
    } catch (error) {
      throw meter.failed() ? error : new SampleStoreError(error);
    }
  }

  async function writeMetered(source: Readable, meter: SampleMeter): Promise<StoredSample> {
    await makeFolder();
    const id = randomUUID();
    // Opened before anything can fail: a stream that still has to open its file may make it after it was removed.
    const file = await openFile(pathOf(id), 'wx', 0o600);
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

  async function open({ id }: Pick<StoredSample, 'id'>): Promise<SampleFile | null> {
    const path = pathOf(id);
    // The file is the store's own: it stays until `remove`.
    const file = { path, [Symbol.asyncDispose]: async () => {} };
    return access(path).then(
      () => file,
      () => null,
    );
  }

  async function remove(id: string): Promise<void> {
    await rm(pathOf(id), { force: true });
  }

  async function sweep(keep: ReadonlySet<string>): Promise<void> {
    await makeFolder();
    const orphans = (await readdir(folder)).filter((id) => !keep.has(id));
    await Promise.all(orphans.map(remove));
  }

  async function makeFolder(): Promise<void> {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  }

  // The data folder, in which it lies, is looked at when it is opened.
  return { isShared: false, prepare: async () => {}, write, open, remove, sweep };
}

/** A file's name is kept by its folder, which a power cut may set back although the file itself was synced. */
async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders, and keeps names with the file.
  if (process.platform === 'win32') return;
  const handle = await openFile(folder, 'r');
  await handle.sync().finally(() => handle.close());
}
