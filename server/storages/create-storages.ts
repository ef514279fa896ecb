import { UsageError } from '../errors.ts';
import { createFolderStorage } from './folder-storage.ts';
import { createS3Storage } from './s3-storage.ts';
import type { Storage } from './storage.ts';
import type { StorageConfig } from './storage-config.ts';

export type Storages = ReturnType<typeof createStorages>;

/**
 * Makes the storages of the configuration. Nothing is opened before `check`.
 * @throws UsageError when the default storage is none of them.
 */
export function createStorages(configs: Readonly<Record<string, StorageConfig>>, defaultName: string | null) {
  const storages = new Map(Object.entries(configs).map(([name, config]) => [name, createStorage(config)]));
  if (defaultName !== null && !storages.has(defaultName))
    throw new UsageError(`The default storage “${defaultName}” is not one of the configured storages.`);

  /** @throws ServiceError naming the storage that cannot be used. */
  async function check(): Promise<void> {
    for (const storage of storages.values()) await storage.check();
  }

  return { defaultName, check, find: (name: string): Storage | null => storages.get(name) ?? null };
}

function createStorage(config: StorageConfig): Storage {
  switch (config.kind) {
    case 'folder':
      return createFolderStorage(config.folder);
    case 's3':
      return createS3Storage(config);
  }
}
