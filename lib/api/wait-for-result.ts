import { ApiError } from '../core/errors.ts';
import { nextPollDelay, nextRetryDelay } from '../core/poll-schedule.ts';
import { dispositionOf, type Problem } from '../core/problem.ts';
import type { ScanResult } from '../core/scan.ts';
import type { LookupLimits, SubmittedScan } from './scan-lookup.ts';

/** How long before the deadline the last question is asked, in ms; half of the time where that is shorter. */
const LAST_QUESTION_MS = 2_000;

/** What came of one question for the result. */
export type Poll = {
  /** Questions so far, this one included. */
  count: number;
  /** Milliseconds until the next one, unless this was the last. */
  nextDelayMs?: number;
  /** Why this one failed. It is asked again all the same, while there is time. */
  problem?: Problem;
};

export type WaitOptions = {
  /** Milliseconds from now, with the last question and its answer. */
  deadlineMs: number;
  signal?: AbortSignal;
  /** Called after each question that had no result. */
  onPoll?: (poll: Poll) => void;
};

export type WaitDeps = {
  fetchResult: (scan: SubmittedScan, limits: LookupLimits) => Promise<ScanResult | undefined>;
  /** Milliseconds for one question. */
  timeoutMs: number;
  now: () => number;
  random: () => number;
  /** Resolves after so many milliseconds, or rejects with the signal's reason. */
  wait: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/**
 * Asks until there is a result, for the last time 2 s before the deadline. Questions that fail in a way which passes
 * are repeated.
 * @throws ApiError `no-verdict` once no question is left before the deadline, with the last failure as its cause; at
 * once what does not pass
 */
export async function waitForResult(
  { fetchResult, timeoutMs, now, random, wait }: WaitDeps,
  scan: SubmittedScan,
  { deadlineMs, signal, onPoll }: WaitOptions,
): Promise<ScanResult> {
  const deadline = now() + deadlineMs;
  const lastAt = deadline - Math.min(LAST_QUESTION_MS, deadlineMs / 2);
  let failures = 0;
  let lastError: ApiError | undefined;
  for (let count = 1; now() < deadline; count += 1) {
    const asked = await ask({ timeoutMs: Math.min(timeoutMs, deadline - now()), signal });
    if (asked !== undefined && !(asked instanceof ApiError)) return asked;
    lastError = asked;
    failures = asked === undefined ? 0 : failures + 1;
    const delayMs =
      asked === undefined
        ? nextPollDelay(now() - scan.submittedAt, random())
        : nextRetryDelay(failures - 1, random(), asked.retryAfterMs);
    const pauseMs = toPause({ delayMs, retryAfterMs: asked?.retryAfterMs, now: now(), lastAt, deadline });
    onPoll?.({
      count,
      ...(pauseMs === undefined ? {} : { nextDelayMs: pauseMs }),
      ...(asked === undefined ? {} : { problem: asked.problem }),
    });
    if (pauseMs === undefined) break;
    await wait(pauseMs, signal);
  }
  signal?.throwIfAborted();
  throw new ApiError('no-verdict', { cause: lastError });

  async function ask(limits: LookupLimits): Promise<ScanResult | ApiError | undefined> {
    try {
      return await fetchResult(scan, limits);
    } catch (error) {
      if (error instanceof ApiError && dispositionOf(error.problem, 'poll') === 'again') return error;
      throw error;
    }
  }
}

type PauseFacts = {
  /** As the schedule has it. */
  delayMs: number;
  retryAfterMs: number | undefined;
  /** These in milliseconds since 1970. */
  now: number;
  lastAt: number;
  deadline: number;
};

/**
 * How long to wait for the next question: not past the moment of the last one, unless the server has asked for more.
 * Nothing where that was the last one.
 */
function toPause({ delayMs, retryAfterMs = 0, now, lastAt, deadline }: PauseFacts): number | undefined {
  // The schedule bounds what a server may ask for.
  const askedForMs = Math.min(delayMs, retryAfterMs);
  const pauseMs = Math.max(Math.min(delayMs, lastAt - now), askedForMs);
  return now < lastAt && now + pauseMs < deadline ? pauseMs : undefined;
}
