import { advanceHold, type HoldEvent } from '../../lib/core/advance-hold.ts';
import { findHoldEvent } from '../../lib/core/find-hold-event.ts';
import { toGuardOutcome } from '../../lib/core/guard-outcome.ts';
import { type GuardPolicy, isHolding } from '../../lib/core/guard-policy.ts';
import type { Hold } from '../../lib/core/hold.ts';
import { HOLD_MACHINE, type HoldState, isActing } from '../../lib/core/hold-machine.ts';
import { newHold } from '../../lib/core/new-hold.ts';
import { nextHoldEvent } from '../../lib/core/next-hold-event.ts';
import type { Scan } from '../../lib/core/scan.ts';
import { START_OF_TEST } from './fake-clock.ts';
import { createFakeGuardActs } from './fake-guard-acts.ts';
import { createFakeGuardedFile, type FakeGuardedFile } from './fake-guarded-file.ts';

/** How long the browser waits, in ms, and how long the guard relies on it. */
const BROWSER_WAITS_MS = 15_000;
const WINDOW_MS = 14_000;

/** Thrown where a worker dies. What was persisted before stands. */
class WorkerDeath extends Error {}

export type FakeGuardOptions = {
  policy: GuardPolicy;
  /** The browser waits for the extension, and takes a name from it. */
  canBeHeld: boolean;
  canPark: boolean;
  /** The bytes of a file that is parked can be read, and saved anew. */
  canRename: boolean;
  /** Our copy is fetched anew: it need not be what the browser has. */
  isAnew?: boolean;
  /** The bytes that a scan needs may come. */
  mayGetBytes?: boolean;
};

/**
 * A guard as the listeners will run it, over the pure core: it persists each move in `hold`, then acts on one fake
 * file, and can be made to die after any move. Nothing in it decides.
 */
export type FakeGuard = {
  file: FakeGuardedFile;
  hold: () => Hold;
  visited: ReadonlySet<HoldState>;
  /** Our own copy is in the store. */
  hasBytes: () => boolean;
  /**
   * How often the browser's copy was taken away while there was no other and nobody had decided so, or a whole copy of
   * our own was given up for lost.
   */
  wrongs: () => number;
  /** A copy of our own becomes complete. */
  stage: () => void;
  loseBytes: () => void;
  click: (choice: 'keep' | 'remove') => void;
  /** Makes whatever moves are due. A dead worker is started by it. */
  wake: (now: number, scan: Scan | undefined) => void;
  die: () => void;
  /** Lets the worker die after so many moves more. */
  dieAfter: (moves: number) => void;
  /** Lets so many acts fail. */
  failActs: (count: number) => void;
  /** Has another extension name the file next time. */
  overrideName: () => void;
};

/** Makes the guard, with a download that has just begun. */
export function createFakeGuard(options: FakeGuardOptions): FakeGuard {
  const { policy, canPark } = options;
  const isHeld = options.canBeHeld && isHolding(policy);
  const file = createFakeGuardedFile(isHeld);
  const acts = createFakeGuardActs(file, options.canRename);
  const visited = new Set<HoldState>(['observed']);
  let hold = newHold(policy, { id: 'scan', downloadId: 1, name: 'setup.exe', now: START_OF_TEST });
  let now = START_OF_TEST;
  let hasBytes = false;
  let givenUp = 0;
  let movesLeft = Number.POSITIVE_INFINITY;
  let isToAct = false;

  function persist(event: HoldEvent): void {
    const isGivenUp =
      event.type === 'lose' && (event.because === 'interrupted' || event.because === 'forgotten');
    if (isGivenUp && hasBytes && hold.place !== 'own-name' && hold.state !== 'removing') givenUp += 1;
    hold = advanceHold(hold, event, now);
    visited.add(hold.state);
    if (hold.staged === undefined) hasBytes = false;
    isToAct = event.type !== 'postpone';
  }

  function find(): HoldEvent | undefined {
    const isLost = hold.staged !== undefined && !hasBytes;
    const lost = isLost ? findHoldEvent(hold, { kind: 'bytes-missing' }) : undefined;
    // From our delivery on, that is the file, and nothing is found of it: here it succeeds at once, or has not begun.
    const isDelivered = hold.deliveryId !== undefined;
    return lost ?? (isDelivered ? undefined : findHoldEvent(hold, file.find()));
  }

  function act(): HoldEvent | undefined {
    isToAct = false;
    const event = acts.act(hold, hasBytes, now);
    return event ?? find();
  }

  function next(scan: Scan | undefined): HoldEvent | undefined {
    const outcome = toGuardOutcome(scan, {
      now,
      limitAt: hold.limitAt,
      mayGetBytes: options.mayGetBytes ?? false,
    });
    return find() ?? (isToAct ? act() : undefined) ?? nextHoldEvent(hold, { policy, outcome, now, canPark });
  }

  function run(scan: Scan | undefined): void {
    for (let event = next(scan); event !== undefined; event = next(scan)) {
      persist(event);
      movesLeft -= 1;
      if (movesLeft <= 0) throw new WorkerDeath();
    }
  }

  function die(): void {
    movesLeft = Number.POSITIVE_INFINITY;
    // The browser waits for nobody who is dead. The next worker does again whatever was under way.
    if (file.isWaiting()) file.giveName('own');
    isToAct = true;
  }

  if (isHeld) persist({ type: 'hold', heldUntil: now + WINDOW_MS });
  return {
    file,
    hold: () => hold,
    visited,
    hasBytes: () => hasBytes,
    wrongs: () => acts.wrongs() + givenUp,
    stage() {
      if (hasBytes || !('stage' in HOLD_MACHINE[hold.state])) return;
      hasBytes = true;
      persist({ type: 'stage', copy: { size: 1_000, isAnew: options.isAnew ?? false } });
    },
    loseBytes() {
      hasBytes = false;
    },
    click(choice) {
      if (!(choice in HOLD_MACHINE[hold.state])) return;
      const decided = { by: 'person', because: hold.question ?? 'choice' } as const;
      persist(choice === 'keep' ? { type: 'keep', ...decided } : { type: 'remove', ...decided });
    },
    wake(time, scan) {
      now = time;
      if (file.isWaiting() && now >= START_OF_TEST + BROWSER_WAITS_MS) file.giveName('own');
      if (isActing(hold.state) && (hold.dueAt ?? now) <= now) isToAct = true;
      try {
        run(scan);
      } catch (error) {
        if (!(error instanceof WorkerDeath)) throw error;
        die();
      }
    },
    die,
    dieAfter(moves) {
      movesLeft = moves;
    },
    failActs: acts.fail,
    overrideName: acts.overrideName,
  };
}
