import type { GuardPolicy } from '../core/guard-policy.ts';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { isMarkedName } from '../core/marked-name.ts';
import { newScan } from '../core/new-scan.ts';
import type { Scan } from '../core/scan.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toFileName, toTarget } from '../core/target.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { LiveHolds } from './live-holds.ts';
import type { HoldView } from './next-hold-move.ts';

/** The browser's start of a download and our row of it may be read from the clock in either order. In ms. */
const CLOCK_STEP_MS = 1_000;

export type ViewHoldDeps = {
  downloads: Pick<Downloads, 'find' | 'listSince'>;
  scans: Pick<ScanStore, 'get' | 'update'>;
  holds: Pick<HoldStore, 'update'>;
  runner: Pick<ScanRunner, 'add'>;
  live: LiveHolds;
  loadPolicy: () => Promise<GuardPolicy>;
};

/** Makes what gathers all that is known of a hold, and notes what the browser has told of it meanwhile. */
export function createViewHold(deps: ViewHoldDeps): (hold: Hold) => Promise<HoldView> {
  const { downloads, scans, holds, runner, live, loadPolicy } = deps;

  /** A request that was held for a worker that died: what the browser made of it is found by its address. */
  async function findUnnumbered(hold: Hold, scan: Scan | undefined): Promise<SeenDownload | undefined> {
    const mayBeThere = live.of(hold.id).gate === undefined && !isHoldAtRest(hold.state);
    if (!mayBeThere || scan === undefined) return undefined;
    const seen = await downloads.listSince(hold.createdAt - CLOCK_STEP_MS);
    const found = seen.find(
      ({ addresses, isOwn }) => !isOwn && toTarget(addresses.at(-1) ?? '').url === scan.url,
    );
    if (found !== undefined)
      await holds.update(hold.id, (current) => ({
        ...current,
        downloadId: found.id,
        startedAt: found.startedAt,
      }));
    return found;
  }

  /** A worker that died may have written the hold only. */
  async function replaceScan({ id, name, createdAt, isPrivate }: Hold, download: SeenDownload) {
    const address = download.addresses.at(-1) ?? '';
    const facts = { id, source: 'download' as const, address, now: createdAt, name, downloadId: download.id };
    await runner.add(newScan({ ...facts, isPrivate }));
    return scans.get(id);
  }

  async function noteName(hold: Hold, scan: Scan | undefined, path: string): Promise<Hold> {
    const name = toFileName(path);
    if (name === '' || isMarkedName(name) || hold.place === 'marked-name') return hold;
    if (scan !== undefined && scan.name !== name)
      await scans.update(scan.id, (current) => ({ ...current, name }));
    if (hold.name === name) return hold;
    return (await holds.update(hold.id, (current) => ({ ...current, name }))) ?? hold;
  }

  return async (hold) => {
    const found = await scans.get(hold.id);
    const download =
      hold.downloadId === undefined
        ? await findUnnumbered(hold, found)
        : await downloads.find(hold.downloadId);
    const isGone = found === undefined && download !== undefined && !isHoldAtRest(hold.state);
    const scan = isGone ? await replaceScan(hold, download) : found;
    const named = download === undefined ? hold : await noteName(hold, scan, download.path);
    const delivery = hold.deliveryId === undefined ? undefined : await downloads.find(hold.deliveryId);
    return { hold: named, scan, download, delivery, policy: await loadPolicy() };
  };
}
