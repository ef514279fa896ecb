import { toMarkedName } from '../core/marked-name.ts';
import { toSafeName } from '../core/safe-name.ts';
import type { SeenDownload } from '../core/seen-download.ts';
import { toFileName, toTarget } from '../core/target.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { HeldDownload, HoldGate } from '../platform/hold-gate.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { StartTimer, WakeUp } from '../scan/wake-up.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanChanges } from '../storage/scan-changes.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { BeginDownload, BeginningDownload, Begun } from './begin-download.ts';
import { createBeginnings } from './beginnings.ts';
import { createGuardClock } from './guard-clock.ts';
import type { HoldDriver } from './hold-driver.ts';
import type { HoldLanes } from './hold-lanes.ts';
import type { LiveHolds } from './live-holds.ts';
import type { ReleasedRequests } from './released-requests.ts';

/** How long after its own time a download that nobody answered for is let go under a marked name, in ms. */
const BACKSTOP_MS = 2_500;
const LOOK_AFTER_HELD_MS = 1_000;
/** The browser's start of a download and our row of it may be read from the clock in either order. In ms. */
const CLOCK_STEP_MS = 1_000;

export type GuardDeps = {
  downloads: Pick<Downloads, 'onCreated' | 'onChanged' | 'listArriving'>;
  gate: HoldGate;
  holds: Pick<HoldStore, 'get' | 'listActive' | 'findByDownload'>;
  scans: Pick<ScanStore, 'findByDownload'>;
  lanes: HoldLanes;
  changes: Pick<ScanChanges, 'subscribe'>;
  begin: BeginDownload;
  driver: HoldDriver;
  live: LiveHolds;
  released: ReleasedRequests;
  wakeUp: WakeUp;
  keepAlive: KeepAlive;
  startTimer: StartTimer;
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
  const { downloads, gate, holds, scans, lanes, changes, begin, driver, live, released, wakeUp, keepAlive } =
    deps;
  const { startTimer, now, newId, onLost, report } = deps;
  const beginnings = createBeginnings({
    newId,
    now,
    begin: (id, download) => lanes(id, () => guarded(id, download)),
  });
  const clock = createGuardClock(deps);
  let recovered: Promise<void> | undefined;
  let isLookingAfter = false;

  async function guarded(id: string, download: BeginningDownload): Promise<Begun> {
    await wakeUp.guard().catch(report);
    return begin(id, download);
  }

  async function observe(download: SeenDownload): Promise<void> {
    if (download.isOwn) return;
    const adopted = released.adopt(download);
    if (adopted !== undefined) return driver.adopt(adopted, download);
    if (beginnings.has(download.id)) return;
    const beginning = beginnings.start(toBeginning(download));
    try {
      const { isFollowed } = await beginning.done;
      if (isFollowed) await driver.step(beginning.id);
    } catch (error) {
      report(error);
      await onLost({ id: beginning.id, name: nameOf(download) });
    }
  }

  async function take(held: HeldDownload): Promise<void> {
    if (held.isOwn) return held.go(await nameOfDelivery(held));
    const marked = toMarkedName(held.name, held.type);
    startTimer(() => held.go(marked), Math.max(0, held.waitsUntil - now()) + BACKSTOP_MS);
    const { id, done } = beginnings.of(held);
    try {
      const { isFollowed, isHeld } = await done;
      if (!isFollowed || !isHeld) return held.go();
      lookAfterHeld();
      await driver.attach(id, remembered(id, held));
    } catch (error) {
      report(error);
      // Nothing is known of it that would last: the file stays, marked.
      held.go(marked);
    }
  }

  /** Where there is no download yet, the one that then begins is to be known as this one's. */
  function remembered(id: string, held: HeldDownload): HeldDownload {
    if (held.downloadId !== undefined) return held;
    return {
      ...held,
      go(name) {
        released.add(id, held.addresses.at(-1) ?? '');
        held.go(name);
      },
    };
  }

  /** With our own listener in place, our own downloads need their names from us too. */
  async function nameOfDelivery({ addresses }: HeldDownload): Promise<string | undefined> {
    const id = addresses[0]?.split('#').at(-1) ?? '';
    const hold = await holds.get(id).catch(() => undefined);
    return hold && toSafeName(hold.name);
  }

  /** Keeps the worker alive while the browser waits for it. */
  function lookAfterHeld(): void {
    if (isLookingAfter) return;
    isLookingAfter = true;
    const rest = () => new Promise<void>((resolve) => void startTimer(resolve, LOOK_AFTER_HELD_MS));
    const watch = async () => {
      do await rest();
      while (live.isAnyHeld());
      isLookingAfter = false;
    };
    void keepAlive(watch);
  }

  async function follow(downloadId: number): Promise<void> {
    const hold = await holds.findByDownload(downloadId);
    if (hold === undefined) return;
    const known = live.of(hold.id);
    known.wasSeenToEnd = !known.isTakenAway;
    await driver.step(hold.id);
  }

  async function reconsider(): Promise<void> {
    for (const { id } of await holds.listActive(Number.POSITIVE_INFINITY)) void driver.step(id);
  }

  async function recover(): Promise<void> {
    await reconsider();
    // Those that began while no worker could be started.
    for (const download of await downloads.listArriving()) {
      const known = (await holds.findByDownload(download.id)) ?? (await scans.findByDownload(download.id));
      if (known === undefined || known.createdAt < download.startedAt - CLOCK_STEP_MS)
        await observe(download);
    }
  }

  async function runDue(): Promise<void> {
    recovered ??= recover().catch((error: unknown) => {
      recovered = undefined;
      throw error;
    });
    await recovered;
    for (const id of await clock.listDue()) void driver.step(id);
    await clock.schedule();
  }

  return {
    listen() {
      downloads.onCreated((download) => void observe(download).catch(report));
      downloads.onChanged((id) => void follow(id).catch(report));
      gate.onHeld((held) => void take(held));
      changes.subscribe((scanId) => scanId !== undefined && void driver.step(scanId));
    },
    run: () => runDue().catch(report),
    reconsider: () => reconsider().catch(report),
    schedule: () => clock.schedule().catch(report),
    decide: driver.decide,
  };
}

function nameOf({ path, addresses }: SeenDownload): string {
  return toFileName(path) || toTarget(addresses.at(-1) ?? '').name;
}

function toBeginning(download: SeenDownload): BeginningDownload {
  const { id, addresses, page, path, total, startedAt, isPrivateWindow, isOwn } = download;
  return {
    downloadId: id,
    addresses,
    page,
    name: toFileName(path),
    size: total,
    startedAt,
    isPrivateWindow,
    isOwn,
    canBeHeld: true,
  };
}
