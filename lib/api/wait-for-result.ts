import { ApiError } from '../core/errors.ts';
import { nextPollDelay, nextRetryDelay } from '../core/poll-schedule.ts';
import { dispositionOf, type Problem } from '../core/problem.ts';
import type { ScanResult } from '../core/scan.ts';
import type { LookupLimits, SubmittedScan } from './scan-lookup.ts';

/** What came of one question for the result. */
export type Poll = {
  /** Questions so far, this one included. */
  count: number;
  /** Milliseconds until the next one. */
  nextDelayMs: number;
  /** Why this one failed. It is asked again all the same. */
  problem?: Problem;
};

export type WaitOptions = {
  /** Milliseconds from now. */
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
 * Asks until there is a result. Questions that fail in a way which passes are repeated.
 * @throws ApiError `no-verdict` at the deadline, with the last failure as its cause; at once what does not pass
 */
export async function waitForResult(
  { fetchResult, timeoutMs, now, random, wait }: WaitDeps,
  scan: SubmittedScan,
  { deadlineMs, signal, onPoll }: WaitOptions,
): Promise<ScanResult> {
  const deadline = now() + deadlineMs;
  let failures = 0;
  let lastError: ApiError | undefined;
  for (let count = 1; ; count += 1) {
    const left = deadline - now();
    if (left <= 0) throw new ApiError('no-verdict', { cause: lastError });
    const asked = await ask({ timeoutMs: Math.min(timeoutMs, left), signal });
    if (asked !== undefined && !(asked instanceof ApiError)) return asked;
    lastError = asked;
    failures = asked === undefined ? 0 : failures + 1;
    const delay =
      asked === undefined
        ? nextPollDelay(now() - scan.submittedAt, random())
        : nextRetryDelay(failures - 1, random(), asked.retryAfterMs);
    const nextDelayMs = Math.max(0, Math.min(delay, deadline - now()));
    onPoll?.({ count, nextDelayMs, ...(asked === undefined ? {} : { problem: asked.problem }) });
    await wait(nextDelayMs, signal);
  }

  async function ask(limits: LookupLimits): Promise<ScanResult | ApiError | undefined> {
    try {
      return await fetchResult(scan, limits);
    } catch (error) {
      if (error instanceof ApiError && dispositionOf(error.problem, 'poll') === 'again') return error;
      throw error;
    }
  }
}
