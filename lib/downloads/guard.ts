import { CLOCK_STEP_MS } from '../core/clock-step.ts';
import { createOnce } from '../core/create-once.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toFileName, toTarget } from '../core/target.ts';
import type { ByteAccess } from '../platform/byte-access.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { HoldGate } from '../platform/hold-gate.ts';
import type { WakeUp } from '../scan/wake-up.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanChanges } from '../storage/scan-changes.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { BeginDownload, BeginningDownload, Begun } from './begin-download.ts';
import { createBeginnings } from './beginnings.ts';
import type { FindByAddress } from './find-by-address.ts';
import { createGuardClock } from './guard-clock.ts';
import type { HoldDriver } from './hold-driver.ts';
import type { HoldLanes } from './hold-lanes.ts';
import type { LiveHolds } from './live-holds.ts';
import type { OrphanedRequests } from './orphaned-requests.ts';
import type { ReleasedRequests } from './released-requests.ts';
import { createTakeHeld, type TakeHeldDeps } from './take-held.ts';
import { toBeginning } from './to-beginning.ts';

export type GuardDeps = Pick<TakeHeldDeps, 'keepAlive' | 'startTimer'> & {
  downloads: Pick<Downloads, 'onCreated' | 'onChanged' | 'find' | 'listArriving'>;
  gate: HoldGate;
  access: Pick<ByteAccess, 'onGranted'>;
  holds: Pick<HoldStore, 'get' | 'listActive' | 'findByDownload' | 'update'>;
  scans: Pick<ScanStore, 'findByDownload'>;
  lanes: HoldLanes;
  changes: Pick<ScanChanges, 'subscribe'>;
  beginDownload: BeginDownload;
  driver: HoldDriver;
  /** Goes after bytes again that could not be had. */
  retryBytes: () => Promise<void>;
  findByAddress: FindByAddress;
  live: LiveHolds;
  released: ReleasedRequests;
  orphaned: OrphanedRequests;
  /** The browser may have taken up downloads by itself, which is so once after its start. */
  mayComeBack: () => Promise<boolean>;
  wakeUp: WakeUp;
  now: () => number;
  newId: () => string;
  /** A download that could not be recorded, and so is not scanned. Must not throw. */
  onLost: (lost: { id: string; name: string }) => Promise<void>;
  report: (error: unknown) => void;
};

export type Guard = {
  /** Registers every listener. To be called in the first turn. */
  listen: () => void;
  /** Takes up what an earlier worker left, and what is due. Never throws. */
  run: () => Promise<void>;
  /** Sets the alarm to what is due next. Never throws. */
  schedule: () => Promise<void>;
  /** Looks at every hold under way again: after the policy has changed. Never throws. */
  reconsider: () => Promise<void>;
  decide: HoldDriver['decide'];
};

/** Makes the guard: it follows every download from its beginning to its end. */
export function createGuard(deps: GuardDeps): Guard {
  const {
    downloads,
    gate,
    access,
    holds,
    scans,
    lanes,
    changes,
    beginDownload,
    driver,
    findByAddress,
    live,
  } = deps;
  const { released, orphaned, wakeUp, now, newId, onLost, report } = deps;
  const beginnings = createBeginnings({
    newId,
    now,
    begin: (id, download) => lanes(id, () => beginRecorded(id, download)),
  });
  const clock = createGuardClock(deps);
  const take = createTakeHeld({ ...deps, beginnings });

  async function beginRecorded(id: string, download: BeginningDownload): Promise<Begun> {
    await wakeUp.guard().catch(report);
    try {
      return await beginDownload.begin(id, download);
    } catch (error) {
      // Whoever waits for it, the gate or the list of downloads: it is told once.
      await onLost({ id, name: toFileName(download.name) || toTarget(download.addresses.at(-1) ?? '').name });
      throw error;
    }
  }

  /** What can't be read now is a download of its own: better scanned twice than never. */
  const findOrphan = (download: SeenDownload) =>
    orphaned.adopt(download).catch((error: unknown) => void report(error));

  async function observe(download: SeenDownload): Promise<void> {
    if (download.isOwn || beginnings.has(download.id)) return;
    const adopted =
      released.adopt(download) ??
      beginnings.adopt(download) ??
      (await findOrphan(download)) ??
      // It may have been asked about meanwhile.
      beginnings.adopt(download);
    if (beginnings.has(download.id)) return;
    if (adopted !== undefined) {
      beginnings.note(download.id, adopted);
      return driver.adopt(adopted, download);
    }
    const beginning = beginnings.start(toBeginning(download));
    try {
      const { isFollowed } = await beginning.done;
      if (isFollowed) await driver.step(beginning.id);
    } catch (error) {
      report(error);
    }
  }

  async function follow(downloadId: number): Promise<void> {
    const hold = await holds.findByDownload(downloadId);
    if (hold === undefined) return;
    const download = await downloads.find(downloadId);
    const known = live.of(hold.id);
    if (download?.state === 'interrupted') known.wasSeenToEnd = !known.isTakenAway;
    await driver.step(hold.id);
  }

  async function reconsider(): Promise<void> {
    for (const { id } of await holds.listActive(Number.POSITIVE_INFINITY)) void driver.step(id);
  }

  /** What Firefox was killed too soon after to forget it, it fetches anew by itself, though there is our copy of it. */
  async function findComebacks(): Promise<void> {
    for (const hold of await holds.listActive(Number.POSITIVE_INFINITY)) {
      const comeback = hold.state === 'staged' ? await findByAddress(hold) : undefined;
      // One that this worker was told of was asked for anew.
      if (comeback === undefined || beginnings.has(comeback.id)) continue;
      beginnings.note(comeback.id, hold.id);
      void driver.adopt(hold.id, comeback).catch(report);
    }
  }

  const recover = createOnce(async () => {
    if (await deps.mayComeBack()) await findComebacks();
    await reconsider();
    // Those that began while no worker could be started.
    for (const download of await downloads.listArriving()) {
      const rows = [await holds.findByDownload(download.id), await scans.findByDownload(download.id)];
      const newest = Math.max(...rows.map((row) => row?.createdAt ?? 0));
      if (newest < (download.startedAt ?? 0) - CLOCK_STEP_MS || newest === 0) await observe(download);
    }
  });

  async function runDue(): Promise<void> {
    await recover();
    for (const id of await clock.listDue()) void driver.step(id);
    await clock.schedule();
  }

  /** After a run that failed as a whole, such as on a store that could not be read. */
  async function comeBack(error: unknown): Promise<void> {
    report(error);
    await wakeUp.guard().catch(report);
  }

  return {
    listen() {
      downloads.onCreated((download) => void observe(download).catch(report));
      downloads.onChanged((id) => void follow(id).catch(report));
      gate.onHeld((held) => void take(held));
      access.onGranted(() => void deps.retryBytes().catch(report));
      changes.subscribe((scanId) => scanId !== undefined && void driver.step(scanId));
    },
    run: () => runDue().catch(comeBack),
    reconsider: () => reconsider().catch(report),
    schedule: () => clock.schedule().catch(report),
    decide: driver.decide,
  };
}
