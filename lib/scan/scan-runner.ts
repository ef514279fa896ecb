import { IllegalMoveError } from '../core/errors.ts';
import type { Scan } from '../core/scan.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { PasswordMemory } from './password-memory.ts';
import { createScanRecovery } from './recover-scans.ts';
import { createScanMoves, type ScanMoves } from './scan-moves.ts';
import type { ScanStep } from './scan-steps.ts';
import type { TidyStaged } from './tidy-staged.ts';
import type { WakeUp } from './wake-up.ts';

/** How many scans talk to the server at the same time. */
export const MAX_SCANS_IN_FLIGHT = 6;
/** How many of them may be uploads: one takes minutes, and links must not wait for that. */
export const MAX_UPLOADS_IN_FLIGHT = 2;
/** How many due scans are looked at to find some that are no uploads. */
const LOOK_AHEAD = 100;
/** How long a step that failed by a defect of ours rests, in ms. */
const REST_AFTER_DEFECT_MS = 5_000;

export type ScanRunnerDeps = {
  store: ScanStore;
  staged: Pick<StagedBytes, 'list' | 'get'>;
  tidyStaged: TidyStaged;
  passwords: PasswordMemory;
  step: ScanStep;
  wakeUp: WakeUp;
  now: () => number;
  /** Runs after every change: tells the person what is to be told. Must not throw. */
  onChange: () => Promise<void>;
  /** Settles after so many ms. */
  rest: (ms: number) => Promise<void>;
  /** Takes errors that should not be. */
  report: (error: unknown) => void;
};

export type ScanRunner = ScanMoves & {
  /** Records scans and starts on them. When it answers, they are kept, whatever happens to the worker. */
  add: (scan: Scan) => Promise<void>;
  /** Takes up every scan that waits: after the connection has changed. */
  retryWaiting: () => Promise<void>;
  /** Takes up what an earlier worker left. To be called once, at the start of the worker. */
  recover: () => Promise<void>;
  /** Does what is due. */
  run: () => Promise<void>;
};

/** Makes the runner: the due scans of the store, a few at a time, and the alarm for the rest. */
export function createScanRunner(deps: ScanRunnerDeps): ScanRunner {
  const { store, step, wakeUp, now, onChange, rest, report } = deps;
  const recover = createScanRecovery(deps);
  const moves = createScanMoves({ ...deps, run: () => void run() });
  const inFlight = new Set<string>();
  let uploads = 0;
  let running: Promise<void> | undefined;
  let runAgain = false;
  /** Scans being written: until they stand, no run may clear the alarm that guards them. */
  let additions = 0;

  async function runOnce(): Promise<void> {
    // One time for both questions: what becomes due between two would be in neither answer, and wait for ever.
    const time = now();
    const looksPastUploads = uploads >= MAX_UPLOADS_IN_FLIGHT;
    const lookAhead = looksPastUploads ? LOOK_AHEAD : 0;
    const due = await store.listDue(time, MAX_SCANS_IN_FLIGHT + inFlight.size + lookAhead);
    for (const scan of due) if (hasRoomFor(scan)) void takeStep(scan);
    // The uploads that were just taken may have kept what stands behind them out of sight.
    if (!looksPastUploads && uploads >= MAX_UPLOADS_IN_FLIGHT) runAgain = true;
    const next = await nextDueAt(time);
    await wakeUp.at(next, inFlight.size > 0 || additions > 0);
    // Not waited for: a notification that never settles must not stop the scans.
    void onChange();
  }

  /** The next due time. Rows that were written "later than now" tell of a clock set back: they are due at once. */
  async function nextDueAt(time: number): Promise<number | undefined> {
    const next = await store.nextDue(time);
    if (next === undefined || !isFromTheFuture(next, time)) return next?.dueAt;
    for (const { id } of (await store.listActive(Number.POSITIVE_INFINITY)).filter((scan) =>
      isFromTheFuture(scan, time),
    ))
      await store.update(id, (scan) => ({
        ...scan,
        updatedAt: time,
        ...(scan.dueAt === undefined ? {} : { dueAt: time }),
      }));
    runAgain = true;
    return time;
  }

  function hasRoomFor(scan: Scan): boolean {
    if (inFlight.has(scan.id) || inFlight.size >= MAX_SCANS_IN_FLIGHT) return false;
    return !isUpload(scan) || uploads < MAX_UPLOADS_IN_FLIGHT;
  }

  async function takeStep(scan: Scan): Promise<void> {
    inFlight.add(scan.id);
    if (isUpload(scan)) uploads += 1;
    try {
      await step(scan);
    } catch (error) {
      // The scan has moved on by another way, such as a click: the next run sees it as it is.
      if (!(error instanceof IllegalMoveError)) {
        report(error);
        await rest(REST_AFTER_DEFECT_MS);
      }
    } finally {
      inFlight.delete(scan.id);
      if (isUpload(scan)) uploads -= 1;
      void run();
    }
  }

  async function runUntilQuiet(): Promise<void> {
    try {
      await recover();
      do {
        runAgain = false;
        await runOnce();
      } while (runAgain);
    } catch (error) {
      report(error);
      await comeBack();
    } finally {
      running = undefined;
    }
  }

  /** After a run that failed as a whole, such as on a store that could not be read: soon, and by the alarm if not. */
  async function comeBack(): Promise<void> {
    await wakeUp.guard().catch(report);
    void rest(REST_AFTER_DEFECT_MS).then(run);
  }

  function run(): Promise<void> {
    runAgain = true;
    running ??= runUntilQuiet();
    return running;
  }

  return {
    async add(scan) {
      additions += 1;
      try {
        // Without an alarm it is still kept, and taken up by the next start.
        await wakeUp.guard().catch(report);
        await store.add(scan);
      } finally {
        additions -= 1;
        void run();
      }
    },
    ...moves,
    async retryWaiting() {
      const active = await store.listActive(Number.POSITIVE_INFINITY);
      for (const { id, state } of active) {
        if (state === 'waiting-to-submit' || state === 'waiting-to-poll') await moves.retry(id);
      }
    },
    recover,
    run,
  };
}

/** Whether the next step of a scan sends a file. */
function isUpload({ route, state }: Scan): boolean {
  return route === 'bytes' && state === 'queued';
}

/** A scan that was written later than now. A second is given to clocks that are set a little. */
function isFromTheFuture({ updatedAt = 0 }: Scan, time: number): boolean {
  return updatedAt > time + 1_000;
}
