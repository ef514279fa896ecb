import type { StartTimer } from '../../lib/scan/wake-up.ts';

/** A fixed day to begin with, so that a failing test reads the same each time. */
export const START_OF_TEST = Date.UTC(2026, 10, 2, 9, 0, 0);

type Timer = { at: number; callback: () => void };

export type FakeClock = {
  now: () => number;
  startTimer: StartTimer;
  /** Moves the time on and calls back the timers that come due, in order of their times. */
  advance: (ms: number) => void;
  /** Milliseconds until each timer that runs. */
  pending: () => readonly number[];
};

/** A clock that stands still until a test moves it. */
export function createFakeClock(start: number = START_OF_TEST): FakeClock {
  let now = start;
  const timers = new Set<Timer>();

  function nextUpTo(end: number): Timer | undefined {
    return [...timers].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)[0];
  }

  return {
    now: () => now,
    startTimer(callback, delayMs) {
      const timer = { at: now + delayMs, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance(ms) {
      const end = now + ms;
      for (let timer = nextUpTo(end); timer !== undefined; timer = nextUpTo(end)) {
        timers.delete(timer);
        now = timer.at;
        timer.callback();
      }
      now = end;
    },
    pending: () => [...timers].map(({ at }) => at - now).sort((one, other) => one - other),
  };
}
