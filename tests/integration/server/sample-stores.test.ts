import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SampleStoreError, ServiceError, TooLargeError } from '../../../server/errors.ts';
import { createDiskSampleStore } from '../../../server/storage/disk-sample-store.ts';
import { createS3SampleStore } from '../../../server/storage/s3-sample-store.ts';
import type { SampleStore } from '../../../server/storage/sample-store.ts';
import type { S3StorageConfig } from '../../../server/storages/storage-config.ts';
import { type Bucket, startBucket } from './start-bucket.ts';
import { startBucketFront } from './start-bucket-front.ts';

const MAX_BYTES = 300_000;
const stop = new AbortController().signal;
let bucket: Bucket;
let dataDir: string;
beforeAll(async () => {
  bucket = await startBucket('samples');
});
afterAll(() => bucket.stop());
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'sluice-samples-'));
});
afterEach(async () => {
  await bucket.clear();
  await rm(dataDir, { recursive: true, force: true });
});

const folder = (): string => join(dataDir, 'samples');
/** A store in the bucket, or in one like it. Samples there are old enough to be swept at once, unless it is told so. */
async function openInBucket(
  change: Partial<S3StorageConfig> = {},
  options: { orphanMs?: number; pageSize?: number } = {},
): Promise<SampleStore> {
  const store = createS3SampleStore({
    bucket: { ...bucket.config, ...change },
    folder: folder(),
    maxBytes: MAX_BYTES,
    tries: { attempts: 3, retryMs: 1 },
    orphanMs: 0,
    ...options,
  });
  await store.prepare();
  return store;
}
const localFiles = (): Promise<string[]> => readdir(folder()).catch(() => []);
const stored = async (kind: string): Promise<string[]> =>
  kind === 's3' ? bucket.keys() : await localFiles();
const bytesOf = (text: string, count = 1): Readable =>
  Readable.from(Array.from({ length: count }, () => Buffer.from(text)));
const hash = (name: string, bytes: string): string => createHash(name).update(bytes).digest('hex');

async function readBack(store: SampleStore, sample: { id: string; sha256: string }): Promise<string | null> {
  await using file = await store.open(sample, stop);
  return file === null ? null : await readFile(file.path, 'utf8');
}

describe.each<[string, () => Promise<SampleStore>]>([
  ['disk', async () => createDiskSampleStore(folder(), MAX_BYTES)],
  ['s3', openInBucket],
])('samples kept by %s', (kind, openStore) => {
  it('are hashed, measured and read back as they came', async () => {
    const store = await openStore();
    const text = 'abc'.repeat(50_000);
    const sample = await store.write(bytesOf('abc'.repeat(500), 100));
    expect(sample).toMatchObject({ size: 150_000, sha1: hash('sha1', text), sha256: hash('sha256', text) });
    expect(await readBack(store, sample)).toBe(text);
    expect(await stored(kind)).toEqual([sample.id]);
  });

  it('may be empty', async () => {
    const store = await openStore();
    const sample = await store.write(Readable.from([]));
    expect(sample).toMatchObject({ size: 0, sha256: hash('sha256', '') });
    expect(await readBack(store, sample)).toBe('');
  });

  it('do not touch each other, however many come at once', async () => {
    const store = await openStore();
    const texts = Array.from({ length: 20 }, (_, at) => `sample ${at}`);
    const samples = await Promise.all(texts.map((text) => store.write(bytesOf(text))));
    expect(await Promise.all(samples.map((sample) => readBack(store, sample)))).toEqual(texts);
  });

  it('are gone once removed, and may be removed twice', async () => {
    const store = await openStore();
    const sample = await store.write(bytesOf('x'));
    await store.remove(sample.id);
    await store.remove(sample.id);
    expect(await readBack(store, sample)).toBeNull();
    expect(await stored(kind)).toEqual([]);
  });

  it('of which more comes than allowed leave nothing', async () => {
    const store = await openStore();
    await expect(store.write(bytesOf('x'.repeat(1_000), 301))).rejects.toThrow(TooLargeError);
    expect(await stored(kind)).toEqual([]);
    expect(await localFiles()).toEqual([]);
  });

  it('that break off leave nothing, and the fault is that of their source', async () => {
    const store = await openStore();
    const fault = new Error('broken off');
    const source = Readable.from(
      (function* () {
        yield Buffer.from('x');
        throw fault;
      })(),
    );
    await expect(store.write(source)).rejects.toBe(fault);
    expect(await stored(kind)).toEqual([]);
    expect(await localFiles()).toEqual([]);
  });

  it('are swept where no scan names them', async () => {
    const store = await openStore();
    const [kept, orphan] = [await store.write(bytesOf('kept')), await store.write(bytesOf('orphan'))];
    await store.sweep(new Set([kept.id]));
    expect(await stored(kind)).toEqual([kept.id]);
    expect(await readBack(store, orphan)).toBeNull();
    await store.sweep(new Set());
    expect(await stored(kind)).toEqual([]);
  });
});

describe('samples in a bucket', () => {
  it('are kept locally while they are read, and no longer', async () => {
    const store = await openInBucket();
    const sample = await store.write(bytesOf('x'));
    expect(await localFiles()).toEqual([]);
    const file = await store.open(sample, stop);
    expect(await localFiles()).toHaveLength(1);
    await file?.[Symbol.asyncDispose]();
    expect(await localFiles()).toEqual([]);
  });

  it('are read by another scanner', async () => {
    const sample = await (await openInBucket()).write(bytesOf('shared'));
    dataDir = await mkdtemp(join(tmpdir(), 'sluice-samples-'));
    expect(await readBack(await openInBucket(), sample)).toBe('shared');
  });

  it('are not swept while they are young: their row may be about to be written, by any scanner', async () => {
    const store = await openInBucket({}, { orphanMs: 60_000 });
    const sample = await store.write(bytesOf('young'));
    await store.sweep(new Set());
    expect(await bucket.keys()).toEqual([sample.id]);
  });

  it('are swept on all pages of the list, below the prefix alone, and nothing but samples is', async () => {
    const store = await openInBucket({ prefix: 'mine-' }, { pageSize: 3 });
    const id = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
    const names = Array.from({ length: 10 }, (_, at) => `mine-${id(at)}`);
    await bucket.putAll([...names, 'mine-notes.txt', `other-${id(1)}`]);
    await store.sweep(new Set([id(7)]));
    expect(await bucket.keys()).toEqual([`mine-${id(7)}`, 'mine-notes.txt', `other-${id(1)}`]);
  });

  it('left on the way by a killed process are cleared at the start', async () => {
    const store = await openInBucket();
    const sample = await store.write(bytesOf('x'));
    await store.open(sample, stop);
    expect(await localFiles()).toHaveLength(1);
    await openInBucket();
    expect(await localFiles()).toEqual([]);
  });

  it('are lost where the bucket has others in their place', async () => {
    const store = await openInBucket();
    const sample = await store.write(bytesOf('as it came'));
    await bucket.put(sample.id, Buffer.from('damaged'));
    expect(await readBack(store, sample)).toBeNull();
    expect(await localFiles()).toEqual([]);
  });

  it.each(['PUT', 'GET'])('get through a bucket that is busy at first (%s)', async (method) => {
    await using front = await startBucketFront(bucket.config.endpoint);
    const store = await openInBucket({ endpoint: front.endpoint });
    front.refuse(method, 2);
    const sample = await store.write(bytesOf('x'));
    expect(await readBack(store, sample)).toBe('x');
  });

  it('that the bucket does not take leave nothing here, and the caller hears of it', async () => {
    await using front = await startBucketFront(bucket.config.endpoint);
    const store = await openInBucket({ endpoint: front.endpoint });
    front.refuse('PUT', 3);
    await expect(store.write(bytesOf('x'))).rejects.toThrow(SampleStoreError);
    expect(await localFiles()).toEqual([]);
    expect(await bucket.keys()).toEqual([]);
  });

  it('that cannot be read now are not taken for lost', async () => {
    await using front = await startBucketFront(bucket.config.endpoint);
    const store = await openInBucket({ endpoint: front.endpoint });
    const sample = await store.write(bytesOf('x'));
    front.refuse('GET', 3);
    await expect(store.open(sample, stop)).rejects.toThrow(SampleStoreError);
    expect(await localFiles()).toEqual([]);
  });

  it('are not read on once the service stops', async () => {
    const store = await openInBucket();
    const sample = await store.write(bytesOf('x'));
    const reason = new Error('stopping');
    await expect(store.open(sample, AbortSignal.abort(reason))).rejects.toBe(reason);
    expect(await localFiles()).toEqual([]);
  });

  it.each([
    ['no such bucket', { bucket: 'no-such-bucket' }, 'bucket does not exist'],
    ['unknown keys', { accessKeyId: 'NOBODY' }, 'refuses access'],
    ['nobody at its address', { endpoint: 'http://127.0.0.1:2' }, 'connection failed'],
  ])('have nowhere to go with %s: the start says so, without the secret', async (_what, change, words) => {
    const start = openInBucket({ secretAccessKey: 'hunter2', ...change });
    await expect(start).rejects.toThrow(ServiceError);
    await expect(start).rejects.toThrow(words);
    await expect(start).rejects.not.toThrow('hunter2');
  });
});
