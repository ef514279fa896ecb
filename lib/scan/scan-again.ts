import { newScan } from '../core/new-scan.ts';
import { toTarget } from '../core/target.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { ScanRunner } from './scan-runner.ts';

export type ScanAgainDeps = {
  store: Pick<ScanStore, 'get'>;
  runner: Pick<ScanRunner, 'add' | 'retry' | 'rescan'>;
  newId: () => string;
  now: () => number;
};

/** Scans anew what waits or is at rest. Answers the id of the scan that it became: of another one, where its bytes are gone. */
export type ScanAgain = (id: string) => Promise<{ accepted: boolean; id?: string }>;

/** Makes it. */
export function createScanAgain({ store, runner, newId, now }: ScanAgainDeps): ScanAgain {
  return async (id) => {
    if ((await runner.retry(id)) || (await runner.rescan(id))) return { accepted: true, id };
    const scan = await store.get(id);
    if (scan?.finishedAt === undefined || scan.isPrivate || toTarget(scan.url).kind !== 'link')
      return { accepted: false };
    const added = newScan({ id: newId(), source: 'paste', address: scan.url, now: now() });
    await runner.add(added);
    return { accepted: true, id: added.id };
  };
}
