import { CLOCK_STEP_MS } from '../core/clock-step.ts';
import type { Hold } from '../core/hold.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toTarget } from '../core/target.ts';
import { isSameDownload } from '../core/to-hold-finding.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';

export type FindByAddressDeps = {
  downloads: Pick<Downloads, 'listSince'>;
  holds: Pick<HoldStore, 'get' | 'findByDownload'>;
  scans: Pick<ScanStore, 'get' | 'findByDownload'>;
};

/**
 * A download that the browser made for a hold without telling of its number: by its address, among those that began
 * since. One that is another hold's is not taken.
 */
export type FindByAddress = (hold: Hold) => Promise<SeenDownload | undefined>;

/** Makes it. */
export function createFindByAddress({ downloads, holds, scans }: FindByAddressDeps): FindByAddress {
  /** Somebody may have asked for the same address again. */
  async function isOfAnother(id: string, seen: SeenDownload): Promise<boolean> {
    // A hold that is over is no longer found by its download; its scan is.
    const row = (await holds.findByDownload(seen.id)) ?? (await scans.findByDownload(seen.id));
    if (row === undefined || row.id === id) return false;
    const owner = await holds.get(row.id);
    // One that the policy passes has a scan only. Firefox gives numbers again: an older one is of a session before.
    if (owner === undefined) return row.createdAt >= (seen.startedAt ?? 0) - CLOCK_STEP_MS;
    return owner.downloadId === seen.id && isSameDownload(owner, seen);
  }

  return async (hold) => {
    // What Sluice fetches by itself is no download of the browser's.
    if (hold.saveFrom !== undefined) return undefined;
    const scan = await scans.get(hold.id);
    // Of `data:` no more than the beginning is known, which many may share.
    if (scan === undefined || !/^https?:/.test(scan.url)) return undefined;
    for (const seen of await downloads.listSince(hold.createdAt - CLOCK_STEP_MS)) {
      const isThere = !seen.isOwn && toTarget(seen.addresses.at(-1) ?? '').url === scan.url;
      if (isThere && !(await isOfAnother(hold.id, seen))) return seen;
    }
    return undefined;
  };
}
