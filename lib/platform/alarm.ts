import browser from 'webextension-polyfill';

/** Shortest time that Chromium waits before an alarm, in ms. */
export const MIN_ALARM_DELAY_MS = 30_000;

/** An alarm: it wakes a worker that the browser has stopped. */
export type Alarm = {
  /** Sets the alarm, in place of an earlier one. `when` in ms since 1970. */
  set: (when: number) => Promise<void>;
  clear: () => Promise<void>;
  onFired: (listener: () => void) => void;
};

/**
 * Makes the port to one of the browser's alarms.
 * @param alarmName tells it from others of this extension
 */
export function createAlarm(alarmName: 'tick' | 'guard' | 'history'): Alarm {
  return {
    set: async (when) => browser.alarms.create(alarmName, { when }),
    async clear() {
      await browser.alarms.clear(alarmName);
    },
    onFired: (listener) =>
      browser.alarms.onAlarm.addListener(({ name }) => {
        if (name === alarmName) listener();
      }),
  };
}
