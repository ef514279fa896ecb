import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 100;

/**
 * Looks again and again until there is an answer.
 * @param deadline ms since 1970; undefined is answered then
 */
export async function until<T>(
  look: () => Promise<T | undefined>,
  deadline: number,
  everyMs = EVERY_MS,
): Promise<T | undefined> {
  for (;;) {
    const found = await look();
    if (found !== undefined || Date.now() > deadline) return found;
    await pause(everyMs);
  }
}
