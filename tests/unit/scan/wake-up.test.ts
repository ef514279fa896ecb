import { beforeEach, describe, expect, test } from 'vitest';
import { createWakeUp, type WakeUp } from '../../../lib/scan/wake-up.ts';
import { createFakeAlarm, type FakeAlarm } from '../../fakes/fake-alarm.ts';
import { createFakeClock, type FakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';

const MIN_ALARM = 30_000;
const NOW = START_OF_TEST;

let alarm: FakeAlarm;
let clock: FakeClock;
let wakeUp: WakeUp;
let woken: number;

beforeEach(() => {
  alarm = createFakeAlarm();
  clock = createFakeClock();
  woken = 0;
  wakeUp = createWakeUp({
    alarm,
    startTimer: clock.startTimer,
    now: clock.now,
    minAlarmDelayMs: MIN_ALARM,
    onWake: () => {
      woken += 1;
    },
  });
});

test('making it does nothing', () => {
  expect([alarm.history(), clock.pending()]).toEqual([[], []]);
});

test('guarding arms the alarm for the soonest, without a timer', async () => {
  await wakeUp.guard();
  expect([alarm.when(), clock.pending()]).toEqual([NOW + MIN_ALARM, []]);
});

describe('a time', () => {
  test.each([
    // [in ms, timers, alarm in ms]
    [-5_000, [0], MIN_ALARM],
    [0, [0], MIN_ALARM],
    [1_000, [1_000], MIN_ALARM],
    [MIN_ALARM, [MIN_ALARM], MIN_ALARM],
    [MIN_ALARM + 1, [], MIN_ALARM + 1],
    [5 * 60_000, [], 5 * 60_000],
    // A clock that is set back is noticed within five minutes.
    [86_400_000, [], 5 * 60_000],
  ])('in %d ms sets the timers %j and the alarm in %d ms', async (delay, timers, alarmDelay) => {
    await wakeUp.at(NOW + delay, false);
    expect(clock.pending()).toEqual(timers);
    expect(alarm.when()).toBe(NOW + alarmDelay);
  });

  test('that is near wakes by the timer, once', async () => {
    await wakeUp.at(NOW + 1_000, false);
    clock.advance(999);
    expect(woken).toBe(0);
    clock.advance(1);
    clock.advance(60_000);
    expect(woken).toBe(1);
  });

  test('replaces the one before', async () => {
    await wakeUp.at(NOW + 1_000, false);
    await wakeUp.at(NOW + 5_000, false);
    expect(clock.pending()).toEqual([5_000]);
    await wakeUp.at(NOW + 86_400_000, false);
    expect(clock.pending()).toEqual([]);
    expect(alarm.when()).toBe(NOW + 300_000);
  });
});

describe('while something is in flight', () => {
  test.each([undefined, 1_000, 86_400_000])(
    'the alarm stands at the soonest, with a time in %s ms',
    async (delay) => {
      await wakeUp.at(delay === undefined ? undefined : NOW + delay, true);
      expect(alarm.when()).toBe(NOW + MIN_ALARM);
      expect(clock.pending()).toEqual(delay === 1_000 ? [1_000] : []);
    },
  );
});

test('without a time and with nothing in flight, neither alarm nor timer stands', async () => {
  await wakeUp.guard();
  await wakeUp.at(NOW + 1_000, true);
  await wakeUp.at(undefined, false);
  expect([alarm.when(), alarm.history().at(-1), clock.pending()]).toEqual([undefined, 'clear', []]);
});
