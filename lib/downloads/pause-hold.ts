import { HOLD_LEASE_MS } from '../core/advance-hold.ts';
import { copyDueAt } from '../core/copy-due-at.ts';
import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import { holdNoticeFacts } from '../core/notice-facts.ts';
import type { Scan } from '../core/scan.ts';
import type { Notification, Notifications } from '../platform/notifications.ts';
import type { StartTimer } from '../scan/wake-up.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import { awaitedUntil } from './awaited-request.ts';
import type { ByteDesk } from './byte-desk.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';

/** How often a held download with a verdict is looked at, in ms, until it is known whether it is what was scanned. */
const LOOK_AGAIN_MS = 300;
/** What the browser could not show is shown after so long, in ms, and so often: it may have been too busy. */
const TELL_AGAIN_MS = 5_000;
const MOST_TELLS = 5;

export type PauseHoldDeps = {
  holds: Pick<HoldStore, 'update' | 'countActive'>;
  live: LiveHolds;
  desk: Pick<ByteDesk, 'closeDelivery' | 'rest'>;
  notifications: Pick<Notifications, 'show'>;
  /** What a person is told of a hold that is news. */
  toWords: (hold: Hold, scan: Scan | undefined) => Omit<Notification, 'id'>;
  /** Whether clean files are told of too. */
  tellsClean: () => Promise<boolean>;
  /** Removes the staged copy unless somebody still needs it. */
  tidyStaged: (id: string) => Promise<void>;
  startTimer: StartTimer;
  now: () => number;
  /** Looks at a hold again. */
  onLook: (id: string) => void;
  /** Sets the alarm anew: a due time may have changed. */
  onDue: () => void;
  report: (error: unknown) => void;
};

/** Makes what is done when a hold has no move to make for now. It never throws. */
export function createPauseHold(deps: PauseHoldDeps): (view: HoldView) => Promise<void> {
  const {
    holds,
    live,
    desk,
    notifications,
    toWords,
    tellsClean,
    tidyStaged,
    startTimer,
    now,
    onLook,
    onDue,
  } = deps;
  const timers = new Map<string, () => void>();
  const untold = new Map<string, number>();

  async function tell({ hold, scan }: HoldView): Promise<void> {
    const isClean = hold.state === 'released' && hold.notice === undefined;
    if (hold.notice !== 'due' && !(isClean && (await tellsClean()))) return;
    await notifications.show({ id: hold.id, ...toWords(hold, scan), ...holdNoticeFacts(hold) });
    const { id, updatedAt } = hold;
    const told = await holds.update(id, (current) =>
      current.updatedAt === updatedAt ? { ...current, notice: 'shown' } : current,
    );
    if (told?.notice === 'due') tellAgain(id);
  }

  /** Nothing else may ever look at a hold that waits for a person who was not told. */
  function tellAgain(id: string): void {
    const tries = untold.get(id) ?? 0;
    untold.set(id, tries + 1);
    if (tries < MOST_TELLS) startTimer(() => onLook(id), TELL_AGAIN_MS);
  }

  async function cleanUp({ id, deliveryId, place }: Hold): Promise<void> {
    if (deliveryId !== undefined || place === 'staged') await desk.closeDelivery(id);
    await tidyStaged(id);
    // Nobody would answer it any more.
    live.of(id).gate?.go();
    live.forget(id);
    if ((await holds.countActive()) === 0) await desk.rest();
  }

  /** How long until a hold is looked at again, in ms; undefined where something else tells. */
  function restOf({ hold, scan }: HoldView): number | undefined {
    const beginsBy = awaitedUntil(hold, live);
    if (beginsBy !== undefined) return now() < beginsBy ? beginsBy - now() : undefined;
    const { state, heldUntil, question } = hold;
    const copyAt = copyDueAt(hold);
    if (state !== 'held' || heldUntil === undefined || copyAt === undefined) return undefined;
    if (scan?.state === 'done' && question === undefined) return LOOK_AGAIN_MS;
    return Math.max(0, (now() < copyAt ? copyAt : heldUntil) - now());
  }

  function lookLater(view: HoldView): void {
    const { id } = view.hold;
    timers.get(id)?.();
    timers.delete(id);
    const rest = restOf(view);
    if (rest === undefined) return;
    timers.set(
      id,
      startTimer(() => onLook(id), rest),
    );
  }

  /** What is overdue and can't go on is looked at again, but not at once. */
  async function putOff({ id, dueAt, state }: Hold): Promise<void> {
    if (dueAt === undefined || dueAt > now() || isHoldAtRest(state)) return;
    const later = now() + HOLD_LEASE_MS;
    await holds.update(id, (hold) => (hold.dueAt === dueAt ? { ...hold, dueAt: later } : hold));
  }

  return async (view) => {
    lookLater(view);
    await putOff(view.hold).catch(deps.report);
    await tell(view).catch((error: unknown) => {
      deps.report(error);
      tellAgain(view.hold.id);
    });
    if (isHoldAtRest(view.hold.state)) await cleanUp(view.hold).catch(deps.report);
    onDue();
  };
}
