import { createLatestRun } from '../core/create-latest-run.ts';
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
/** How many of them polls may take before what waits longer: many links to be sent would keep all verdicts waiting. */
export const MAX_POLLS_AHEAD = 3;
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
  const inFlight = new Map<string, Scan>();
  /** Scans being written: until they stand, no run may clear the alarm that guards them. */
  let additions = 0;

  async function runOnce(): Promise<void> {
    // One time for both questions: what becomes due between two would be in neither answer, and wait for ever.
    const time = now();
    const lookAhead = mayUpload() ? 0 : LOOK_AHEAD;
    const limit = MAX_SCANS_IN_FLIGHT + inFlight.size;
    const due = await store.listDue(time, limit + lookAhead);
    // Behind a long queue to be sent the polls are out of sight.
    const polls = due.length < limit ? due.filter(isPoll) : await store.listDue(time, limit, 'polling');
    for (const scan of polls) if (count(isPoll) < MAX_POLLS_AHEAD) take(scan);
    for (const scan of due) take(scan);
    // The uploads that were just taken may have kept what stands behind them out of sight.
    if (lookAhead === 0 && !mayUpload()) void run();
    const next = await nextDueAt(time);
    await wakeUp.at(next, inFlight.size + additions > 0);
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
      await store.update(id, (scan) => ({ ...scan, updatedAt: time, dueAt: time }));
    void run();
    return time;
  }

  const count = (isCounted: (scan: Scan) => boolean) => [...inFlight.values()].filter(isCounted).length;
  const mayUpload = () => count(isUpload) < MAX_UPLOADS_IN_FLIGHT;

  /** Takes the next step of a scan, where there is room for it. */
  function take(scan: Scan): void {
    if (inFlight.has(scan.id) || inFlight.size >= MAX_SCANS_IN_FLIGHT) return;
    if (!isUpload(scan) || mayUpload()) void takeStep(scan);
  }

  async function takeStep(scan: Scan): Promise<void> {
    inFlight.set(scan.id, scan);
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
      void run();
    }
  }

  const run: () => Promise<void> = createLatestRun(async () => {
    try {
      await recover();
      await runOnce();
    } catch (error) {
      // It failed as a whole, such as on a store that could not be read: it comes back soon, and by the alarm if not.
      report(error);
      await wakeUp.guard().catch(report);
      void rest(REST_AFTER_DEFECT_MS).then(run);
    }
  });

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
      for (const { id, state } of await store.listActive(Number.POSITIVE_INFINITY))
        if (state.startsWith('waiting-')) await moves.retry(id);
    },
    recover,
    run,
  };
}

/** Whether the next step of a scan sends a file. */
function isUpload({ route, state }: Scan): boolean {
  return route === 'bytes' && state === 'queued';
}

function isPoll({ state }: Scan): boolean {
  return state === 'polling';
}

/** A scan that is due some time and was written later than now. A second is given to clocks that are set a little. */
function isFromTheFuture({ dueAt, updatedAt = 0 }: Scan, time: number): boolean {
  return dueAt !== undefined && updatedAt > time + 1_000;
}
