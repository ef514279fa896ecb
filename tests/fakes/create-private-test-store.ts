import { createPrivateHoldStore } from '../../lib/storage/private-hold-store.ts';
import { createPrivateRows } from '../../lib/storage/private-rows.ts';
import { createPrivateScanStore } from '../../lib/storage/private-scan-store.ts';
import { createPrivateStagedBytes } from '../../lib/storage/private-staged-bytes.ts';
import { createTestStore, type TestStore } from './create-test-store.ts';

/**
 * The stores as the background has them: what belongs to private windows never reaches the disk.
 * @param databaseName an earlier store's name, to open what it left as a new worker would
 * @param now milliseconds since 1970
 */
export function createPrivateTestStore(databaseName: string | undefined, now: () => number): TestStore {
  const onDisk = createTestStore(databaseName);
  const rows = createPrivateRows(now);
  return {
    ...onDisk,
    store: createPrivateScanStore(onDisk.store, rows, onDisk.changes),
    holds: createPrivateHoldStore(onDisk.holds, rows),
    staged: createPrivateStagedBytes(onDisk.staged, rows),
  };
}
