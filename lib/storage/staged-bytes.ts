import { createDatabaseRunner } from './database-runner.ts';
import type { Database, StagedRow } from './open-database.ts';

/** What is known of staged bytes without reading them. */
export type StagedFile = {
  /** Of the scan. */
  id: string;
  /** Milliseconds since 1970. */
  stagedAt: number;
};

/** What whoever staged them has found out about the bytes. */
export type StagedFacts = {
  /** Lower-case hex. */
  sha256?: string;
  /** MIME type as the sender named it. Untrusted. */
  type?: string;
  /** Where they come from: fetched anew, or from the file that the browser had completed. */
  from?: StagedFrom;
};

export type StagedFrom = 'link' | 'file';

export type StagedDescription = StagedFile & StagedFacts & { /** Bytes. */ size: number };

/**
 * The bytes of files until their scans are done, by the scan's id. They are Blobs: the browser keeps them on the disk,
 * and no more than a piece of one is ever in memory.
 */
export type StagedBytes = {
  /** @throws the browser's `QuotaExceededError` where the disk has no room */
  stage: (id: string, blob: Blob, now: number, facts?: StagedFacts) => Promise<void>;
  get: (id: string) => Promise<Blob | undefined>;
  /** What is known of one, without reading its bytes. */
  describe: (id: string) => Promise<StagedDescription | undefined>;
  remove: (id: string) => Promise<void>;
  list: () => Promise<StagedFile[]>;
};

/** Makes the store of staged bytes. Opens nothing until a method is called. */
export function createStagedBytes(openDatabase: () => Promise<Database>): StagedBytes {
  const withDatabase = createDatabaseRunner(openDatabase);
  const read = (id: string) => withDatabase((database) => database.get('staged', id));
  return {
    stage: async (id, blob, now, facts = {}) => {
      const row: StagedRow = { id, blob, stagedAt: now, size: blob.size, ...facts };
      await withDatabase((database) => database.put('staged', row));
    },
    get: async (id) => (await read(id))?.blob,
    describe: async (id) => {
      const row = await read(id);
      return row === undefined ? undefined : toDescription(row);
    },
    remove: (id) => withDatabase((database) => database.delete('staged', id)),
    list: () =>
      withDatabase(async (database) => {
        const rows = await database.getAll('staged');
        return rows.map(({ id, stagedAt }) => ({ id, stagedAt }));
      }),
  };
}

/** A row holds the Blob as a reference: its size is known without its bytes. */
function toDescription({ blob, size = blob.size, ...row }: StagedRow): StagedDescription {
  return { ...row, size };
}
