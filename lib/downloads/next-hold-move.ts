import type { HoldEvent } from '../core/advance-hold.ts';
import { copyDueAt } from '../core/copy-due-at.ts';
import { toGuardOutcome } from '../core/guard-outcome.ts';
import { toHandedOver } from '../core/handed-over.ts';
import type { Hold } from '../core/hold.ts';
import { isActing } from '../core/hold-machine.ts';
import { nextHoldEvent } from '../core/next-hold-event.ts';
import { toDelivered } from '../core/to-delivered.ts';
import type { Downloads } from '../platform/downloads.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import { answerOf } from './answer-of.ts';
import { createIsAwaited, isRequest } from './awaited-request.ts';
import type { ByteDesk } from './byte-desk.ts';
import { createFindMove } from './find-move.ts';
import type { HoldAct } from './hold-acts.ts';
import type { HoldBytes } from './hold-bytes.ts';
import type { HoldView } from './hold-view.ts';
import type { LiveHolds } from './live-holds.ts';
import { canTake, createTakeInCopy } from './take-in-copy.ts';

export type NextHoldMoveDeps = {
  act: HoldAct;
  bytes: HoldBytes;
  live: LiveHolds;
  runner: Pick<ScanRunner, 'supply' | 'needBytes' | 'refuseBytes'>;
  staged: Pick<StagedBytes, 'describe' | 'remove'>;
  desk: Pick<ByteDesk, 'canDeliver'>;
  downloads: Pick<Downloads, 'resume'>;
  report: (error: unknown) => void;
  now: () => number;
};

/** The next move of a hold, from what is found, done and decided; undefined where it waits. */
export type NextHoldMove = (view: HoldView) => Promise<HoldEvent | undefined>;

/** Makes it. What is needed to go on, such as a copy of the bytes, is started on the way. */
export function createNextHoldMove(deps: NextHoldMoveDeps): NextHoldMove {
  const { act, bytes, live, runner, desk, downloads, now, report } = deps;
  const isAwaited = createIsAwaited(deps);
  const findMove = createFindMove(deps);
  const takeInCopy = createTakeInCopy(deps);

  /** A download that ended with the browser goes on where the site lets it: once, and never against a person's wish. */
  async function goOn({ hold, download }: HoldView): Promise<void> {
    const known = live.of(hold.id);
    const endedWithBrowser = download?.error === 'CRASH' || download?.error === 'USER_SHUTDOWN';
    if (!endedWithBrowser || !download.canResume || known.wasResumed) return;
    known.wasResumed = true;
    await downloads.resume(download.id).catch(report);
  }

  /** Sees to a copy of our own where the scan, the policy or the end of the window asks for one. */
  async function seek(view: HoldView): Promise<void> {
    const { hold, scan, download, policy } = view;
    const isUnscanned = scan === undefined || scan.state === 'withheld';
    if (isUnscanned || hold.staged !== undefined || !canTake(hold)) return;
    const isWanted = scan.state === 'needs-bytes' || policy.alwaysScanBytes;
    const closesSoon = hold.state === 'held' && now() >= (copyDueAt(hold) ?? Number.POSITIVE_INFINITY);
    if (!isWanted && !closesSoon) return;
    if (await bytes.seekByLink(view)) return;
    if (isWanted) await bytes.seekByFile(hold, download);
  }

  async function decide(view: HoldView): Promise<HoldEvent | undefined> {
    const { hold, scan, download, policy } = view;
    const mayGetBytes = await bytes.mayCome(view);
    const { gate } = live.of(hold.id);
    const canDeliver = desk.canDeliver(hold.id);
    const handedOver = toHandedOver(hold, policy, canDeliver);
    const found = toGuardOutcome(scan, {
      now: now(),
      limitAt: hold.limitAt,
      mayGetBytes,
      deliveredSha256: handedOver?.sha256,
      delivered: toDelivered(download, handedOver, answerOf(gate)),
    });
    const isUnsent = handedOver !== undefined && handedOver.sha256 !== scan?.stagedSha256;
    const isWrongLink = found?.kind === 'different-file' && (scan?.route === 'link' || isUnsent);
    // It ends as failed then, with a way to try again.
    if (found?.kind === 'no-bytes') await runner.refuseBytes(hold.id);
    // What was scanned is something else than what this browser got: the bytes tell.
    const isRetried = isWrongLink && mayGetBytes && (await runner.needBytes(hold.id, 'different-file'));
    const outcome = isRetried ? undefined : found;
    const canPark = gate?.canName ?? false;
    const type = download?.type;
    const facts = { policy, outcome, now: now(), canPark, type };
    // What can't be handed over is no reason to give up what the browser has.
    const { staged: _staged, ...undelivered } = hold;
    return nextHoldEvent(canDeliver ? hold : undelivered, facts);
  }

  /** No browser renames a file: what is kept before there is a copy of it gets its own name by one. */
  async function isCopyComing(view: HoldView): Promise<boolean> {
    const { hold, download } = view;
    if (!canTake(hold) || hold.staged !== undefined || !desk.canDeliver(hold.id)) return false;
    return (await bytes.seekByFile(hold, download)) || bytes.seekByLink(view);
  }

  /**
   * A parked file is read before it is given its own name: only so can it be given one, and compared. One that stands
   * under its own name is compared, where another copy than it was scanned.
   */
  async function isBeingRead(view: HoldView, event: HoldEvent): Promise<boolean> {
    const { hold, download } = view;
    if (hold.state === 'observed' && hold.staged?.isAnew && event.type === 'release')
      return (await bytes.seekByFile(hold, download)) || bytes.mayRead(view);
    const isHandedOver = event.type === 'release' || event.type === 'keep';
    if (!isHandedOver || hold.staged !== undefined || !desk.canDeliver(hold.id)) return false;
    // It is read once it is complete.
    if (hold.state === 'parking') return bytes.mayCome(view);
    if (hold.state !== 'parked') return false;
    return (await bytes.seekByFile(hold, download)) || bytes.seekByLink(view);
  }

  return async (view) => {
    const { hold, scan, download, judgement } = view;
    if (judgement !== undefined) return judgement;
    const { gate } = live.of(hold.id);
    if (await isAwaited(view)) return undefined;
    // Where there is none of the browser's any more, ours is the file.
    const rescued = isRequest(view) ? await takeInCopy(view) : undefined;
    const found = rescued ?? (await findMove(view));
    if (found !== undefined) return found;
    if (isActing(hold.state) && isPutOff(hold, now())) return undefined;
    const taken = await takeInCopy(view);
    if (taken !== undefined) return taken;
    if (isActing(hold.state)) return (await isCopyComing(view)) ? undefined : act(hold, download);
    await goOn(view);
    await seek(view);
    if (scan?.state === 'needs-bytes' && hold.staged !== undefined) await runner.supply(hold.id, hold.staged);
    const event = await decide(view);
    if (event === undefined || (await isBeingRead(view, event))) return undefined;
    // Nobody is asked any more: the browser went on when the worker died that it had asked.
    const isUnheard = event.type === 'park' || event.type === 'expose';
    return hold.state === 'held' && gate === undefined && isUnheard
      ? { type: 'expose', because: 'worker-died' }
      : event;
  };
}

/** An act that did not come off is tried again when it is due, whatever happens before. */
function isPutOff({ problem, dueAt }: Hold, time: number): boolean {
  return problem !== undefined && dueAt !== undefined && dueAt > time;
}
