import { idOfDelivery } from '../core/delivery-mark.ts';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { toMarkedName } from '../core/marked-name.ts';
import { nameInAddress } from '../core/named-address.ts';
import { isSameDownload } from '../core/to-hold-finding.ts';
import { toLastPart } from '../core/to-last-part.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { HeldDownload } from '../platform/hold-gate.ts';
import type { KeepAlive } from '../platform/keep-alive.ts';
import type { StartTimer } from '../scan/wake-up.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { BeginDownload } from './begin-download.ts';
import type { Beginning, Beginnings } from './beginnings.ts';
import type { HoldDriver } from './hold-driver.ts';
import { BEGINS_WITHIN_MS, type LiveHolds } from './live-holds.ts';
import type { ReleasedRequests } from './released-requests.ts';

/** How long after its own time a download that nobody answered for is let go under a marked name, in ms. */
const BACKSTOP_MS = 2_500;
const LOOK_AFTER_HELD_MS = 1_000;

export type TakeHeldDeps = {
  beginnings: Beginnings;
  beginDownload: Pick<BeginDownload, 'judge'>;
  downloads: Pick<Downloads, 'find'>;
  driver: Pick<HoldDriver, 'attach' | 'judge' | 'step'>;
  holds: Pick<HoldStore, 'get' | 'findByDownload' | 'update'>;
  live: LiveHolds;
  released: ReleasedRequests;
  keepAlive: KeepAlive;
  startTimer: StartTimer;
  now: () => number;
  report: (error: unknown) => void;
};

/** Makes what is done with a download that the browser holds back. It never throws, and leaves none without an answer. */
export function createTakeHeld(deps: TakeHeldDeps): (held: HeldDownload) => Promise<void> {
  const { beginnings, beginDownload, downloads, driver, holds, live, released, keepAlive } = deps;
  const { startTimer, now, report } = deps;
  let isLookingAfter = false;

  /** Where there is no download yet, the one that then begins is to be known as this one's. */
  function remembered(id: string, held: HeldDownload): HeldDownload {
    if (held.downloadId !== undefined) return held;
    const address = held.addresses.at(-1) ?? '';
    let isDecided = false;
    const expectDownload = () => {
      const known = live.of(id);
      if (known.isListed || known.isMissed) return;
      released.add(id, address);
      known.beginsBy = now() + BEGINS_WITHIN_MS;
    };
    return {
      ...held,
      go(name) {
        if (isDecided) return;
        isDecided = true;
        expectDownload();
        held.go(name);
      },
      async stop() {
        if (isDecided) return false;
        isDecided = true;
        const isStopped = await held.stop();
        if (!isStopped) expectDownload();
        return isStopped;
      },
    };
  }

  /** Whether it is recorded as held or not: it will not stand under its own name. */
  function goMarked(id: string, held: HeldDownload, marked: string): void {
    if (held.canName) live.of(id).letGoAs = marked;
    held.go(marked);
  }

  /** Nobody came to decide in time. */
  function letGo(id: string, held: HeldDownload, marked: string): void {
    if (!live.isHeld(id)) return;
    goMarked(id, held, marked);
    // Under the marked name it is found, and known to be parked.
    if (held.canName) return;
    // From now on there is nothing to stop: the download that begins is to be waited for.
    live.of(id).gate = undefined;
    void driver
      .judge(id, { type: 'expose', because: 'window-closed' })
      .then(() => driver.step(id))
      .catch(report);
  }

  /** What has no hold is looked at by nobody, who would forget it. */
  async function forgetUnlessWritten(id: string): Promise<void> {
    const hold = await holds.get(id).catch(() => null);
    if (hold === undefined) live.forget(id);
  }

  /** Its tab was closed, or its site broke off. */
  function miss(id: string): void {
    const known = live.of(id);
    known.gate = undefined;
    known.isMissed = true;
    void driver.step(id);
  }

  /** With our own listener in place, our own downloads need their names from us too. */
  async function nameOfOwn({ addresses: [address = ''] }: HeldDownload): Promise<string | undefined> {
    const id = idOfDelivery(address);
    const hold = await holds.get(id).catch(() => undefined);
    return hold ? (live.of(id).wantedName ?? toLastPart(hold.name)) : nameInAddress(address);
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

  /** That of a download which is followed already: told of to a worker that died, or resumed after a crash. */
  async function findFollowed(downloadId: number): Promise<Hold | undefined> {
    if (beginnings.has(downloadId)) return undefined;
    const hold = await holds.findByDownload(downloadId);
    if (hold === undefined || isHoldAtRest(hold.state)) return undefined;
    const download = await downloads.find(downloadId);
    return download !== undefined && isSameDownload(hold, download) ? hold : undefined;
  }

  return async (told) => {
    if (told.isOwn) return told.go(await nameOfOwn(told));
    const { downloadId } = told;
    // What has no number is to be known at once: the browser may list it in its next breath.
    const followed = downloadId === undefined ? undefined : await findFollowed(downloadId).catch(report);
    const marked = followed?.markedName ?? toMarkedName(told.name, told.type);
    if (followed !== undefined && !isToBeHeld(followed)) {
      // The browser asks once more for the name of what is parked, or about to go.
      told.go(marked);
      return driver.step(followed.id);
    }
    const { id, done, isListed } = followed === undefined ? beginnings.of(told) : begun(followed);
    const held = remembered(id, told);
    // Before anything is written: whoever looks at the hold must see that the browser waits.
    Object.assign(live.of(id), { gate: held, isListed });
    told.whenGone(() => miss(id));
    startTimer(() => letGo(id, held, marked), Math.max(0, held.waitsUntil - now()) + BACKSTOP_MS);
    try {
      const { isFollowed, isHeld } = await done;
      if (!isFollowed || !isHeld) {
        live.of(id).gate = undefined;
        held.go();
        if (!isFollowed) live.forget(id);
        return;
      }
      // There is no time to look at it first.
      if (held.canName && held.waitsUntil <= now()) {
        await holds.update(id, (hold) => ({ ...hold, name: held.name || hold.name, markedName: marked }));
        goMarked(id, held, marked);
      }
      lookAfterHeld();
      // Its name, and maybe its size, were not known when it began.
      const judgement = await beginDownload.judge({ ...held, canBeHeld: true });
      if (judgement !== undefined) await driver.judge(id, judgement);
      await driver.attach(id, held);
    } catch (error) {
      report(error);
      live.of(id).gate = undefined;
      // Nothing is known of it that would last: the file stays, marked.
      goMarked(id, held, marked);
      await forgetUnlessWritten(id);
    }
  };
}

/** Nobody has decided on it so far. */
function isToBeHeld({ state }: Hold): boolean {
  return state === 'observed' || state === 'held';
}

function begun({ id }: Hold): Beginning {
  return { id, isListed: true, done: Promise.resolve({ isFollowed: true, isHeld: true }) };
}
