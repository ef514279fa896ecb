import { setTimeout as pause } from 'node:timers/promises';

/** The last callbacks may have been answered and not be written yet; one whose scanner died is another's after a lease. */
const PATIENCE_MS = 60_000;

/** Asks until there are no faults, or for a minute. @returns those that are left */
export async function untilNoFaults(find: () => Promise<string[]>): Promise<string[]> {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const faults = await find();
    if (faults.length === 0 || performance.now() > deadline) return faults;
    await pause(100);
  }
}
