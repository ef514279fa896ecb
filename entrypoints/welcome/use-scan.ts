import { useEffect, useState } from 'preact/hooks';
import type { Scan } from '../../lib/core/scan.ts';
import type { ScanChanges } from '../../lib/storage/scan-changes.ts';
import type { ScanStore } from '../../lib/storage/scan-store.ts';

/** Where a scan is seen, and who tells that it has changed. */
export type ScanSight = { store: Pick<ScanStore, 'get'>; changes: Pick<ScanChanges, 'subscribe'> };

/** A scan as it is now; undefined without an id. */
export function useScan({ store, changes }: ScanSight, id: string | undefined): Scan | undefined {
  const [scan, setScan] = useState<Scan>();
  useEffect(() => {
    if (id === undefined) return undefined;
    // What can't be read now is read with the next change.
    const read = () => void store.get(id).then(setScan, () => {});
    read();
    return changes.subscribe(read);
  }, [store, changes, id]);
  return scan;
}
