import type { Alarm } from '../platform/alarm.ts';

/** Longest time to the next alarm, in ms: a clock that is set back is noticed then at the latest. */
const MAX_ALARM_DELAY_MS = 5 * 60_000;

/** Calls back once after a time in ms; answers a function that prevents it. */
export type StartTimer = (callback: () => void, delayMs: number) => () => void;

export type WakeUp = {
  /**
   * Arms the alarm for the soonest that the browser allows. To be called before something is written that must go
   * on even if the worker dies right after the write.
   */
  guard: () => Promise<void>;
  /**
   * Wakes at a time (ms since 1970): by a timer while the worker lives, by the alarm if it does not.
   * With `busy`, the alarm stands at the soonest all the same: it is the net under what is in flight.
   */
  at: (when: number | undefined, busy: boolean) => Promise<void>;
};

export type WakeUpDeps = {
  alarm: Alarm;
  startTimer: StartTimer;
  now: () => number;
  /** Shortest time that the browser waits before an alarm, in ms. */
  minAlarmDelayMs: number;
  onWake: () => void;
};

/** Makes the one clock of the background: a timer for the near, an alarm as the net under it. */
export function createWakeUp({ alarm, startTimer, now, minAlarmDelayMs, onWake }: WakeUpDeps): WakeUp {
  let cancelTimer = () => {};
  return {
    guard: () => alarm.set(now() + minAlarmDelayMs),
    async at(when, busy) {
      cancelTimer();
      const delay = when === undefined ? undefined : Math.max(0, when - now());
      // A later time is left to the alarm: a worker with nothing to do is stopped before it comes.
      if (delay !== undefined && delay <= minAlarmDelayMs) cancelTimer = startTimer(onWake, delay);
      if (busy) return alarm.set(now() + minAlarmDelayMs);
      if (delay === undefined) return alarm.clear();
      await alarm.set(now() + Math.min(Math.max(delay, minAlarmDelayMs), MAX_ALARM_DELAY_MS));
    },
  };
}
