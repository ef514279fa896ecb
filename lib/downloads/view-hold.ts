import type { HoldEvent } from '../core/advance-hold.ts';
import { toDeliveryMark } from '../core/delivery-mark.ts';
import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { toSavePolicy } from '../core/new-save.ts';
import type { Scan } from '../core/scan.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toFileName } from '../core/target.ts';
import { isMarkedByUs, isSameDownload } from '../core/to-hold-finding.ts';
import { toLastPart } from '../core/to-last-part.ts';
import { withDownload } from '../core/with-download.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { FindByAddress } from './find-by-address.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';

export type ViewHoldDeps = {
  downloads: Pick<Downloads, 'find' | 'findOwn'>;
  findByAddress: FindByAddress;
  scans: Pick<ScanStore, 'get' | 'update'>;
  holds: Pick<HoldStore, 'update'>;
  /** Records the scan of a download anew, as the policy decides on it. */
  record: (id: string, download: SeenDownload) => Promise<void>;
  /** Records the scan of what Sluice itself fetches. */
  recordSave: (hold: Hold) => Promise<void>;
  /** The policy's word on a download as it is now. */
  judge: (download: SeenDownload) => Promise<HoldEvent | undefined>;
  live: LiveHolds;
  loadPolicy: () => Promise<GuardPolicy>;
};

/** Makes what gathers all that is known of a hold, and notes what the browser has told of it meanwhile. */
export function createViewHold(deps: ViewHoldDeps): (hold: Hold) => Promise<HoldView> {
  const { downloads, findByAddress, scans, holds, record, recordSave, judge, live, loadPolicy } = deps;

  /** A request that was held for a worker that died: what the browser made of it is found by its address. */
  async function findUnnumbered(hold: Hold): Promise<SeenDownload | undefined> {
    const mayBeThere = live.of(hold.id).gate === undefined && !isHoldAtRest(hold.state);
    const seen = mayBeThere && hold.place !== 'staged' ? await findByAddress(hold) : undefined;
    if (seen !== undefined) await holds.update(hold.id, (current) => withDownload(current, seen));
    return seen;
  }

  /** Firefox gives the same numbers again in each session. */
  async function findNumbered(hold: Hold, downloadId: number): Promise<SeenDownload | undefined> {
    const found = await downloads.find(downloadId);
    if (found === undefined || found.isOwn || !isSameDownload(hold, found)) return undefined;
    if (hold.startedAt === undefined && found.startedAt !== undefined)
      await holds.update(hold.id, (current) => withDownload(current, found));
    return found;
  }

  /** A worker that died may have written the hold only. */
  async function replaceScan({ id }: Hold, download: SeenDownload): Promise<Scan | undefined> {
    await record(id, download);
    return scans.get(id);
  }

  /** In the modes that do not hold, the rules by ending could not be asked before. The name is noted after they were. */
  async function judgeName(hold: Hold, download: SeenDownload): Promise<HoldEvent | undefined> {
    const isUnjudged = hold.name === '' && hold.state === 'observed' && hold.question === undefined;
    return isUnjudged && download.path !== '' ? judge(download) : undefined;
  }

  async function noteName(hold: Hold, scan: Scan | undefined, path: string): Promise<Hold> {
    const name = toLastPart(path);
    if (name === '' || isMarkedByUs(hold, name) || hold.place === 'marked-name') return hold;
    const shown = toFileName(path);
    if (scan !== undefined && scan.name !== shown)
      await scans.update(scan.id, (current) => ({ ...current, name: shown }));
    if (hold.name === name) return hold;
    return (await holds.update(hold.id, (current) => ({ ...current, name }))) ?? hold;
  }

  return async (row) => {
    const { letGoAs: markedName } = live.of(row.id);
    const hold = markedName === undefined ? row : { markedName, ...row };
    const found = await scans.get(hold.id);
    const download =
      hold.downloadId === undefined ? await findUnnumbered(hold) : await findNumbered(hold, hold.downloadId);
    const isNew = found === undefined && hold.saveFrom !== undefined && !isHoldAtRest(hold.state);
    if (isNew) await recordSave(hold);
    const isGone = found === undefined && download !== undefined && !isHoldAtRest(hold.state);
    const scan = isNew ? await scans.get(hold.id) : isGone ? await replaceScan(hold, download) : found;
    const judgement = download === undefined ? undefined : await judgeName(hold, download);
    const isNoted = download !== undefined && judgement === undefined;
    const named = isNoted ? await noteName(hold, scan, download.path) : hold;
    const [delivery] = hold.deliveryId === undefined ? [] : await downloads.findOwn(toDeliveryMark(hold.id));
    const policy = await loadPolicy();
    const isSave = hold.saveFrom !== undefined;
    return {
      hold: named,
      scan,
      download,
      delivery,
      policy: isSave ? toSavePolicy(policy) : policy,
      judgement,
    };
  };
}
