import { createDatabaseRunner } from './database-runner.ts';
import type { Database } from './open-database.ts';

/** What is known of staged bytes without reading them. */
export type StagedFile = {
  /** Of the scan. */
  id: string;
  /** Milliseconds since 1970. */
  stagedAt: number;
};

/**
 * The bytes of files until their scans are done, by the scan's id. They are Blobs: the browser keeps them on the disk,
 * and no more than a piece of one is ever in memory.
 */
export type StagedBytes = {
  /** @throws the browser's `QuotaExceededError` where the disk has no room */
  stage: (id: string, blob: Blob, now: number) => Promise<void>;
  get: (id: string) => Promise<Blob | undefined>;
  remove: (id: string) => Promise<void>;
  list: () => Promise<StagedFile[]>;
};

/** Makes the store of staged bytes. Opens nothing until a method is called. */
export function createStagedBytes(openDatabase: () => Promise<Database>): StagedBytes {
  const withDatabase = createDatabaseRunner(openDatabase);
  return {
    stage: async (id, blob, now) => {
      await withDatabase((database) => database.put('staged', { id, blob, stagedAt: now }));
    },
    get: async (id) => (await withDatabase((database) => database.get('staged', id)))?.blob,
    remove: (id) => withDatabase((database) => database.delete('staged', id)),
    list: () =>
      withDatabase(async (database) => {
        const rows = await database.getAll('staged');
        return rows.map(({ id, stagedAt }) => ({ id, stagedAt }));
      }),
  };
}
