import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { createHoldStore, type HoldStore } from '../../lib/storage/hold-store.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createFakeScanChanges, type FakeScanChanges } from './fake-scan-changes.ts';

export type TestHoldStore = { store: HoldStore; changes: FakeScanChanges; databaseName: string };

/**
 * The real store of holds over fake-indexeddb, in a database of its own.
 * @param databaseName an earlier store's name, to open what it left as a new worker would
 */
export function createTestHoldStore(databaseName: string = `test-${randomUUID()}`): TestHoldStore {
  const changes = createFakeScanChanges();
  return { store: createHoldStore(createDatabaseOpener(databaseName), changes), changes, databaseName };
}
