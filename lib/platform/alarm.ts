import browser from 'webextension-polyfill';

const ALARM_NAME = 'tick';
/** Shortest time that Chromium waits before an alarm, in ms. */
export const MIN_ALARM_DELAY_MS = 30_000;

/** The one alarm: it wakes a worker that the browser has stopped. */
export type Alarm = {
  /** Sets the alarm, in place of an earlier one. `when` in ms since 1970. */
  set: (when: number) => Promise<void>;
  clear: () => Promise<void>;
  onFired: (listener: () => void) => void;
};

/** Makes the port to the browser's alarms. */
export function createAlarm(): Alarm {
  return {
    set: async (when) => browser.alarms.create(ALARM_NAME, { when }),
    async clear() {
      await browser.alarms.clear(ALARM_NAME);
    },
    onFired: (listener) =>
      browser.alarms.onAlarm.addListener(({ name }) => {
        if (name === ALARM_NAME) listener();
      }),
  };
}
