import { expect, test } from 'vitest';
import { HOLD_LEASE_MS } from '../../../lib/core/advance-hold.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { createPauseHold } from '../../../lib/downloads/pause-hold.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createFakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeNotifications } from '../../fakes/fake-notifications.ts';

/** Pauses one hold, beside others that are kept too. */
async function pause(hold: Hold, others: readonly Hold[] = []) {
  const clock = createFakeClock();
  const { store } = createTestHoldStore();
  for (const row of [hold, ...others]) await store.add(row);
  const calls: string[] = [];
  const reported: unknown[] = [];
  const run = createPauseHold({
    holds: store,
    live: createLiveHolds(),
    desk: {
      closeDelivery: async (id) => void calls.push(`close ${id}`),
      rest: async () => void calls.push('rest'),
    },
    notifications: createFakeNotifications(),
    toWords: () => ({ title: '', message: '', actions: [], weight: 'news' }),
    tellsClean: async () => false,
    tidyStaged: async (id) => void calls.push(`tidy ${id}`),
    startTimer: clock.startTimer,
    now: clock.now,
    onLook: () => {},
    onDue: () => void calls.push('due'),
    report: (error) => void reported.push(error),
  });
  await run({ hold, scan: undefined, download: undefined, delivery: undefined, policy: aPolicy() });
  expect(reported).toEqual([]);
  return { calls, dueAt: (await store.get(hold.id))?.dueAt };
}

test.each([
  ['overdue', START_OF_TEST - 1, START_OF_TEST + HOLD_LEASE_MS],
  ['due just now', START_OF_TEST, START_OF_TEST + HOLD_LEASE_MS],
  ['due later', START_OF_TEST + 1, START_OF_TEST + 1],
  ['due at no time', undefined, undefined],
])('what is %s and has no move to make', async (_when, dueAt, later) => {
  const { dueAt: _due, ...hold } = aHold();
  const paused = await pause(dueAt === undefined ? hold : { ...hold, dueAt });
  expect(paused).toEqual({ calls: ['due'], dueAt: later });
});

test('what is over closes what it was handed over by, and lets the desk rest', async () => {
  const { calls } = await pause(aHoldAtRest({ id: 'one', deliveryId: 4 }));
  expect(calls).toEqual(['close one', 'tidy one', 'rest', 'due']);
});

test('what had been staged, and was never handed over, closes it too', async () => {
  const { calls } = await pause(aHoldAtRest({ id: 'one', place: 'staged' }));
  expect(calls).toEqual(['close one', 'tidy one', 'rest', 'due']);
});

test('where nothing was handed over nothing is closed', async () => {
  const { calls } = await pause(aHoldAtRest({ id: 'one' }));
  expect(calls).toEqual(['tidy one', 'rest', 'due']);
});

test('the desk does not rest while another one is under way', async () => {
  const { calls } = await pause(aHoldAtRest({ id: 'one', deliveryId: 4 }), [aHold()]);
  expect(calls).toEqual(['close one', 'tidy one', 'due']);
});
