import type { ClamavEngine } from './engines/clamav/clamav-engine.ts';
import type { ReadinessPart } from './readiness.ts';
import type { FreeSpace } from './storage/free-space.ts';
import type { RowStore } from './storage/row-store.ts';

/** What `/ready` looks at. YARA-X is not among it: without its rules the service does not start. */
export function toReadinessParts(
  rows: Pick<RowStore, 'check'>,
  space: FreeSpace,
  clamav: Pick<ClamavEngine, 'isThere' | 'whenMissing'> | null,
): ReadinessPart[] {
  const parts: ReadinessPart[] = [
    { name: 'database', isNeeded: true, look: () => rows.check().then(() => null) },
    {
      name: 'disk',
      isNeeded: true,
      look: async () => ((await space.isShort()) ? 'The disk is full.' : null),
    },
  ];
  if (clamav === null) return parts;
  const look = async (): Promise<string | null> =>
    (await clamav.isThere()) ? null : 'The engine ClamAV cannot be reached.';
  return [...parts, { name: 'engine ClamAV', isNeeded: clamav.whenMissing === 'wait', look }];
}
