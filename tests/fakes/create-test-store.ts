import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { createHistoryPruner, type PruneHistory } from '../../lib/storage/history-pruner.ts';
import { createHoldStore, type HoldStore } from '../../lib/storage/hold-store.ts';
import { createDatabaseOpener } from '../../lib/storage/open-database.ts';
import { createScanRemover, type RemoveScans } from '../../lib/storage/scan-remover.ts';
import { createScanStore, type ScanStore } from '../../lib/storage/scan-store.ts';
import { createStagedBytes, type StagedBytes } from '../../lib/storage/staged-bytes.ts';
import { createFakeScanChanges, type FakeScanChanges } from './fake-scan-changes.ts';

export type TestStore = {
  store: ScanStore;
  staged: StagedBytes;
  removeScans: RemoveScans;
  pruneHistory: PruneHistory;
  holds: HoldStore;
  changes: FakeScanChanges;
  databaseName: string;
};

/**
 * The real store over fake-indexeddb, in a database of its own.
 * @param databaseName an earlier store's name, to open what it left as a new worker would
 */
export function createTestStore(databaseName: string = `test-${randomUUID()}`): TestStore {
  const changes = createFakeScanChanges();
  const openDatabase = createDatabaseOpener(databaseName);
  const removeScans = createScanRemover(openDatabase, changes);
  return {
    removeScans,
    pruneHistory: createHistoryPruner(openDatabase, removeScans),
    store: createScanStore(openDatabase, changes),
    holds: createHoldStore(openDatabase, changes),
    staged: createStagedBytes(openDatabase),
    changes,
    databaseName,
  };
}
