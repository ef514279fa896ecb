import { useEffect, useState } from 'preact/hooks';
import type { Hold } from '../../lib/core/hold.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { DetailsDeps } from './details-deps.ts';

export type FoundDetails = { isReading: boolean; scan: Scan | undefined; hold: Hold | undefined };

/** A scan and its hold, as they are now. */
export function useDetails(
  deps: Pick<DetailsDeps, 'store' | 'holds' | 'changes'> & { id: string },
): FoundDetails {
  const { id, store, holds, changes } = deps;
  const [found, setFound] = useState<FoundDetails>({ isReading: true, scan: undefined, hold: undefined });
  useEffect(() => {
    let isOver = false;
    const read = async () => {
      const [scan, hold] = await Promise.all([store.get(id), holds.get(id)]);
      if (!isOver) setFound({ isReading: false, scan, hold });
    };
    const readOrGiveUp = () =>
      void read().catch(() => setFound({ isReading: false, scan: undefined, hold: undefined }));
    readOrGiveUp();
    const end = changes.subscribe((changed) => {
      if (changed === undefined || changed === id) readOrGiveUp();
    });
    return () => {
      isOver = true;
      end();
    };
  }, [id, store, holds, changes]);
  return found;
}
