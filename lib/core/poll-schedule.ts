/** Shortest time between two polls of one scan, in ms: within its first second, and from then on. */
export const MIN_FIRST_DELAY_MS = 500;
export const MIN_POLL_DELAY_MS = 1_000;
/** Longest time between two polls of one scan, in ms. */
export const MAX_POLL_DELAY_MS = 30_000;

const SHARE_OF_AGE = 0.15;
const JITTER = 0.25;

const FIRST_RETRY_MS = 2_000;
const MAX_RETRY_MS = 5 * 60_000;
/** A server that asks for more than this is asked again all the same, once a day. */
const MAX_RETRY_AFTER_MS = 24 * 3_600_000;

/**
 * Time until the next poll, in ms: at most 15 % of the scan's age, so that a verdict is late by no more than that;
 * at least 1 s (0.5 s within the first second) and at most 30 s; shortened by up to a quarter at random, so that many scans do not poll in step.
 * A `Retry-After` that is longer wins.
 * @param ageMs time since the server took the scan
 * @param random a number from 0 up to 1
 * @param retryAfterMs what the server asked for
 */
export function nextPollDelay(ageMs: number, random: number, retryAfterMs = 0): number {
  const jittered = SHARE_OF_AGE * Math.max(0, ageMs) * (1 - JITTER * random);
  const shortest = ageMs < MIN_POLL_DELAY_MS ? MIN_FIRST_DELAY_MS : MIN_POLL_DELAY_MS;
  const delay = Math.min(MAX_POLL_DELAY_MS, Math.max(shortest, jittered));
  return Math.round(Math.max(delay, boundedRetryAfter(retryAfterMs)));
}

/**
 * Time until a failed request is tried again, in ms: 2 s, doubled with each failure in a row up to 5 min, shortened
 * by up to a quarter at random. A `Retry-After` that is longer wins.
 * @param attempts failures in a row so far, 0 for the first
 * @param random a number from 0 up to 1
 */
export function nextRetryDelay(attempts: number, random: number, retryAfterMs = 0): number {
  const doubled = Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts, 30));
  return Math.round(Math.max(doubled * (1 - JITTER * random), boundedRetryAfter(retryAfterMs)));
}

function boundedRetryAfter(retryAfterMs: number): number {
  return Math.min(retryAfterMs, MAX_RETRY_AFTER_MS);
}
