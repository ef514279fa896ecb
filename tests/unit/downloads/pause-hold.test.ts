import { expect, test } from 'vitest';
import { HOLD_LEASE_MS } from '../../../lib/core/advance-hold.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { createPauseHold } from '../../../lib/downloads/pause-hold.ts';
import type { HoldStore } from '../../../lib/storage/hold-store.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createFakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';

type World = {
  others?: readonly Hold[];
  /** What showing a notification does beside it. */
  onShow?: (store: HoldStore) => Promise<void>;
};

/** Pauses one hold, beside others that are kept too. */
async function pause(hold: Hold, { others = [], onShow = async () => {} }: World = {}) {
  const clock = createFakeClock();
  const { store } = createTestHoldStore();
  for (const row of [hold, ...others]) await store.add(row);
  const calls: string[] = [];
  const reported: unknown[] = [];
  const looks: string[] = [];
  const run = createPauseHold({
    holds: store,
    live: createLiveHolds(),
    desk: {
      closeDelivery: async (id) => void calls.push(`close ${id}`),
      rest: async () => void calls.push('rest'),
    },
    notifications: { show: async () => onShow(store) },
    toWords: () => ({ title: '', message: '', actions: [], weight: 'news' }),
    tellsClean: async () => false,
    tidyStaged: async (id) => void calls.push(`tidy ${id}`),
    startTimer: clock.startTimer,
    now: clock.now,
    onLook: (id) => void looks.push(id),
    onDue: () => void calls.push('due'),
    report: (error) => void reported.push(error),
  });
  const view = { hold, scan: undefined, download: undefined, delivery: undefined, policy: aPolicy() };
  await run(view);
  const { dueAt, notice } = (await store.get(hold.id)) ?? {};
  return { calls, dueAt, notice, reported, looks, clock, again: () => run(view) };
}

test.each([
  ['overdue', START_OF_TEST - 1, START_OF_TEST + HOLD_LEASE_MS],
  ['due just now', START_OF_TEST, START_OF_TEST + HOLD_LEASE_MS],
  ['due later', START_OF_TEST + 1, START_OF_TEST + 1],
  ['due at no time', undefined, undefined],
])('what is %s and has no move to make', async (_when, dueAt, later) => {
  const { dueAt: _due, ...hold } = aHold();
  const paused = await pause(dueAt === undefined ? hold : { ...hold, dueAt });
  expect(paused).toMatchObject({ calls: ['due'], reported: [] });
  expect(paused.dueAt).toBe(later);
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
  const { calls } = await pause(aHoldAtRest({ id: 'one', deliveryId: 4 }), { others: [aHold()] });
  expect(calls).toEqual(['close one', 'tidy one', 'due']);
});

const ASKED = aHold({ id: 'one', state: 'staged', place: 'staged', question: 'failed', notice: 'due' });

test('what a person was told of is not told again', async () => {
  const { notice, looks, clock } = await pause(ASKED);
  clock.advance(60_000);
  expect({ notice, looks }).toEqual({ notice: 'shown', looks: [] });
});

test('what the browser could not show is looked at again, five times and no more', async () => {
  const refuse = async () => {
    throw new Error('Unable to download all specified images.');
  };
  const { notice, reported, looks, clock, again } = await pause(ASKED, { onShow: refuse });
  expect(notice).toBe('due');
  expect(reported).toHaveLength(1);
  for (let tries = 0; tries < 10; tries += 1) {
    clock.advance(5_000);
    await again();
  }
  expect(looks).toEqual(['one', 'one', 'one', 'one', 'one']);
});

test('what moved while it was told of is looked at again', async () => {
  const move = async (store: HoldStore) =>
    void (await store.update('one', (hold) => ({ ...hold, updatedAt: hold.updatedAt + 1 })));
  const { notice, looks, clock } = await pause(ASKED, { onShow: move });
  clock.advance(5_000);
  expect({ notice, looks }).toEqual({ notice: 'due', looks: ['one'] });
});
