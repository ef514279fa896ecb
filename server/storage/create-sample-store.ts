import { join } from 'node:path';
import type { S3StorageConfig } from '../storages/storage-config.ts';
import { createDiskSampleStore } from './disk-sample-store.ts';
import { createS3SampleStore } from './s3-sample-store.ts';
import type { SampleStore } from './sample-store.ts';

/** Where samples under way are kept: in the data folder, or in a bucket that several scanners share. */
export type SampleStoreConfig =
  | { kind: 'disk' }
  | (S3StorageConfig & {
      /** Milliseconds after which a sample in the bucket that no scan names is removed. */
      orphanMs?: number | undefined;
    });

/** Far longer than anything may stand between an upload and its row. */
const DEFAULT_ORPHAN_MS = 86_400_000;

export type SampleStoreOptions = { dataDir: string; maxBytes: number; sampleStore: SampleStoreConfig };

/** The store of samples that the configuration asks for. Nothing is opened before `prepare`. */
export function createSampleStore({ dataDir, maxBytes, sampleStore }: SampleStoreOptions): SampleStore {
  switch (sampleStore.kind) {
    case 'disk':
      return createDiskSampleStore(join(dataDir, 'samples'), maxBytes);
    case 's3': {
      const { orphanMs = DEFAULT_ORPHAN_MS, ...bucket } = sampleStore;
      return createS3SampleStore({ bucket, folder: join(dataDir, 'samples'), maxBytes, orphanMs });
    }
  }
}
