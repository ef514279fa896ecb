import type { CallbackTries } from '../storage/callback-store.ts';
import type { CallbackLimits } from './callback-limits.ts';

/**
 * When a callback that failed is tried again, in epoch milliseconds; null where its time is over. Waits double, and
 * are up to a fifth shorter at random, so that callbacks that failed together do not come back together.
 * The last try falls on the end of the time.
 * @param random 0 to 1.
 */
export function toNextTry(
  { attempts, firstAt }: CallbackTries,
  limits: CallbackLimits,
  now: number,
  random: number,
): number | null {
  const end = firstAt + limits.giveUpAfterMs;
  if (now >= end) return null;
  const wait = Math.min(limits.maxRetryMs, limits.firstRetryMs * 2 ** (attempts - 1));
  return Math.min(end, Math.round(now + wait * (1 - random / 5)));
}
