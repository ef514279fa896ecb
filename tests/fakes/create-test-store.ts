import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanStore, type ScanStore } from '../../lib/storage/scan-store.ts';
import { createFakeScanChanges, type FakeScanChanges } from './fake-scan-changes.ts';

export type TestStore = { store: ScanStore; changes: FakeScanChanges; databaseName: string };

/**
 * The real store over fake-indexeddb, in a database of its own.
 * @param databaseName an earlier store's name, to open what it left as a new worker would
 */
export function createTestStore(databaseName: string = `test-${randomUUID()}`): TestStore {
  const changes = createFakeScanChanges();
  return { store: createScanStore(createDatabaseOpener(databaseName), changes), changes, databaseName };
}
