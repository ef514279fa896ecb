import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until `probe` has something other than null or false. Fails after `deadlineMs`. */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | null | false>,
  deadlineMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + deadlineMs;
  for (;;) {
    const found = await probe();
    if (found !== null && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await pause(25);
  }
}
