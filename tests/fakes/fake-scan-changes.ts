import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeScanChanges = ScanChanges & {
  /** How many changes were announced. */
  announcedCount: () => number;
  listenerCount: () => number;
};

/** Announcements within one test, without a BroadcastChannel: every listener hears each at once. */
export function createFakeScanChanges(): FakeScanChanges {
  const changed = createFakeEvent<[scanId: string | undefined, holdId: string | undefined]>();
  let announced = 0;
  return {
    announce(scanId, holdId) {
      announced += 1;
      changed.fire(scanId, holdId);
    },
    subscribe: changed.add,
    announcedCount: () => announced,
    listenerCount: changed.listenerCount,
  };
}
