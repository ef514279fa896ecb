import { createOnce } from '../core/create-once.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toTarget } from '../core/target.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';

/**
 * Requests that an earlier worker held before there was a download, as in Firefox. The browser let go of them when that
 * worker died: by its address, the download that then begins is known as theirs.
 */
export type OrphanedRequests = {
  /** The hold that a download belongs to, whenever it is asked; undefined for one that nobody held. */
  adopt: (download: SeenDownload) => Promise<string | undefined>;
};

export type OrphanedRequestsDeps = {
  holds: Pick<HoldStore, 'get' | 'listActive'>;
  scans: Pick<ScanStore, 'get'>;
  now: () => number;
};

/** Makes the memory of them, which is read once. */
export function createOrphanedRequests({ holds, scans, now }: OrphanedRequestsDeps): OrphanedRequests {
  const bornAt = now();
  const adopted = new Map<number, string>();

  const readOnce = createOnce(async () => {
    const byAddress = new Map<string, string>();
    for (const { id, downloadId, place, createdAt, saveFrom } of await holds.listActive(
      Number.POSITIVE_INFINITY,
    )) {
      // What has come since is this worker's own. Staged bytes have no download any more.
      if (downloadId !== undefined || place === 'staged' || createdAt >= bornAt) continue;
      if (saveFrom !== undefined) continue;
      const scan = await scans.get(id);
      if (scan !== undefined) byAddress.set(scan.url, id);
    }
    return byAddress;
  });

  /** It may have come to its end since, or to a copy of our own. */
  async function isStillOwed(id: string): Promise<boolean> {
    const hold = await holds.get(id);
    const isUnnumbered = hold !== undefined && hold.downloadId === undefined;
    return isUnnumbered && hold.place !== 'staged' && !isHoldAtRest(hold.state);
  }

  return {
    async adopt({ id: downloadId, addresses }) {
      const orphans = await readOnce();
      const address = toTarget(addresses.at(-1) ?? '').url;
      const known = adopted.get(downloadId);
      if (known !== undefined) return known;
      const id = orphans.get(address);
      if (id === undefined) return undefined;
      orphans.delete(address);
      if (!(await isStillOwed(id))) return undefined;
      adopted.set(downloadId, id);
      return id;
    },
  };
}
