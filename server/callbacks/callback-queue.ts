import type { FastifyBaseLogger } from 'fastify';
import type { CallbackFilter, CallbackStore, CallbackTries, DueCallback } from '../storage/callback-store.ts';
import type { CallbackLimits } from './callback-limits.ts';
import type { CallbackAnswer } from './post-callback.ts';
import { toNextTry } from './to-next-try.ts';

export type CallbackQueueDeps = {
  store: CallbackStore;
  /** Makes one try. Never rejects for what a receiver does. */
  send: (callback: DueCallback, stop: AbortSignal) => Promise<CallbackAnswer>;
  limits: CallbackLimits;
  /** Epoch milliseconds. */
  now: () => number;
  /** 0 to 1. */
  random: () => number;
  /** Runs `run` once after `ms` milliseconds; answers with what takes it back. */
  schedule: (run: () => void, ms: number) => () => void;
  log: FastifyBaseLogger;
};

export type CallbackQueue = ReturnType<typeof createCallbackQueue>;

/** Timers run late over a sleep of the machine or a change of its clock: none is set for longer, in milliseconds. */
const MAX_TIMER_MS = 60_000;

/** Before the store is asked again that did not take a write, in milliseconds. */
const STORE_RETRY_MS = 5_000;

/** 410 Gone: the receiver says that nobody listens there any more. */
const GONE = 410;

/** Sends what is due, again until it is accepted or its time is over. The store is the queue's memory. */
export function createCallbackQueue({ store, send, limits, now, random, schedule, log }: CallbackQueueDeps) {
  const stopping = new AbortController();
  const underWay = new Map<number, { receiver: string; again: boolean; task: Promise<void> }>();
  /** Accepted, though the store could not be told so yet: these must not be sent again. */
  const accepted = new Set<number>();
  let cancelTimer = (): void => undefined;
  let pumping: Promise<void> | null = null;
  let wokenMeanwhile = false;

  /** Takes up whatever is due. To be called at the start, and when a scan has finished. */
  function wake(): void {
    wokenMeanwhile = true;
    pumping ??= pumpWhileWoken();
  }

  /** What becomes due while the store is being asked may not be in its answer: then it is asked again. */
  async function pumpWhileWoken(): Promise<void> {
    while (wokenMeanwhile) {
      wokenMeanwhile = false;
      cancelTimer();
      try {
        await pump();
      } catch (error) {
        // The scan that woke us is finished all the same; its callback stays due.
        log.error({ err: error }, 'callbacks not read');
        arm(now() + MAX_TIMER_MS);
      }
    }
    pumping = null;
  }

  async function pump(): Promise<void> {
    while (underWay.size < limits.concurrency && !stopping.signal.aborted) {
      const filter = toFilter();
      const callback = await store.claim(filter);
      if (callback === null) {
        const at = await store.nextClaimAt(filter);
        if (at !== null) arm(at);
        return;
      }
      // One that comes when the service ends stays due, as those do that are broken off.
      if (!stopping.signal.aborted) start(callback);
    }
  }

  const toFilter = (): CallbackFilter => ({
    withoutScans: [...underWay.keys()],
    withoutReceivers: busyReceivers(),
    untried: isFullOfRetries(),
  });

  function start(callback: DueCallback): void {
    const { scan_id, receiver } = callback;
    const task = attempt(callback).then(
      () => {
        underWay.delete(scan_id);
        wake();
      },
      (error: unknown) => {
        underWay.delete(scan_id);
        log.error({ scan: scan_id, err: error }, 'callback not kept');
        // Not at once: a disk that is full would be asked again and again.
        arm(now() + STORE_RETRY_MS);
      },
    );
    underWay.set(scan_id, { receiver, again: callback.attempts > 0, task });
  }

  async function attempt(callback: DueCallback): Promise<void> {
    if (accepted.has(callback.scan_id)) {
      await endAccepted(callback.scan_id);
      return;
    }
    const tries = await store.markTried(callback.scan_id);
    const answer = await sendOrFail(callback);
    const facts = { scan: callback.scan_id, receiver: callback.receiver, attempt: tries.attempts };
    if (!('status' in answer)) {
      // An abort of ours is no failure of the receiver: the callback stays due for the next start.
      if (!stopping.signal.aborted) await fail(callback, tries, { ...facts, fault: answer.fault }, false);
      return;
    }
    const { status, closed } = answer;
    // Before the rest of the answer: a process that dies while it waits must not send it again.
    if (status >= 200 && status < 300) {
      accepted.add(callback.scan_id);
      log.info({ ...facts, status }, 'callback accepted');
      await endAccepted(callback.scan_id);
    } else await fail(callback, tries, { ...facts, status }, status === GONE);
    await closed;
  }

  /** A callback that the service itself cannot make is tried as others are, and given up in the end. */
  async function sendOrFail(callback: DueCallback): Promise<CallbackAnswer> {
    try {
      return await send(callback, stopping.signal);
    } catch (error) {
      log.error({ scan: callback.scan_id, err: error }, 'callback failed inside the service');
      return { fault: 'service' };
    }
  }

  async function endAccepted(scanId: number): Promise<void> {
    await store.end(scanId, 'accepted');
    accepted.delete(scanId);
  }

  async function fail(
    callback: DueCallback,
    tries: CallbackTries,
    facts: { [name: string]: string | number },
    gone: boolean,
  ): Promise<void> {
    const next = gone ? null : toNextTry(tries, limits, now(), random());
    if (next === null) await store.end(callback.scan_id, 'given_up');
    else await store.postpone(callback.scan_id, next);
    log.warn(facts, next === null ? 'callback given up' : 'callback failed');
  }

  /** Half of the slots are for first tries: receivers that never answer, however many, hold up nobody else. */
  function isFullOfRetries(): boolean {
    const again = [...underWay.values()].filter((each) => each.again).length;
    return again >= Math.max(1, Math.ceil(limits.concurrency / 2));
  }

  function busyReceivers(): string[] {
    const counts = new Map<string, number>();
    for (const { receiver } of underWay.values()) counts.set(receiver, (counts.get(receiver) ?? 0) + 1);
    return [...counts].filter(([, count]) => count >= limits.perReceiver).map(([receiver]) => receiver);
  }

  function arm(at: number): void {
    cancelTimer();
    if (stopping.signal.aborted) return;
    cancelTimer = schedule(wake, Math.min(MAX_TIMER_MS, Math.max(0, at - now())));
  }

  /** Breaks off what is under way; it stays due in the store. Resolves when nothing runs any more. */
  async function close(): Promise<void> {
    stopping.abort();
    cancelTimer();
    await pumping;
    await Promise.all([...underWay.values()].map(({ task }) => task));
  }

  return { wake, close };
}
