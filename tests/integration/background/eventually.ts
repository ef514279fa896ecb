import { vi } from 'vitest';

/** Asks again until the check holds. The time is for a busy machine: what never comes true fails after it. */
export function eventually(check: () => void | Promise<void>, timeout = 30_000): Promise<void> {
  return vi.waitFor(check, { timeout, interval: 10 });
}
