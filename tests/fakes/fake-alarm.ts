import type { Alarm } from '../../lib/platform/alarm.ts';
import { createFakeEvent } from './fake-event.ts';

export type FakeAlarm = Alarm & {
  /** When the alarm is due, in ms since 1970; undefined where it is not set. */
  when: () => number | undefined;
  /** What was asked of the alarm, in order: a time for `set`, 'clear' for `clear`. */
  history: () => readonly (number | 'clear')[];
  /** Lets the alarm go off: it is spent, as the browser's one-time alarm is. */
  fire: () => void;
  listenerCount: () => number;
};

/** An alarm that goes off only when a test says so. */
export function createFakeAlarm(): FakeAlarm {
  const fired = createFakeEvent<[]>();
  const history: (number | 'clear')[] = [];
  let due: number | undefined;
  return {
    async set(when) {
      history.push(when);
      due = when;
    },
    async clear() {
      history.push('clear');
      due = undefined;
    },
    onFired: (listener) => void fired.add(listener),
    when: () => due,
    history: () => history,
    fire() {
      due = undefined;
      fired.fire();
    },
    listenerCount: fired.listenerCount,
  };
}
