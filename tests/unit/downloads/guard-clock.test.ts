import { expect, test } from 'vitest';
import { createGuardClock } from '../../../lib/downloads/guard-clock.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const HOUR_MS = 3_600_000;

test('after the clock was set back, what would be due an hour later is due, and late as before', async () => {
  const { store: holds } = createTestHoldStore();
  const ahead = START_OF_TEST + HOUR_MS;
  await holds.add(aHold({ id: 'ahead', updatedAt: ahead, dueAt: ahead + 60_000, limitAt: ahead + 60_000 }));
  await holds.add(aHold({ id: 'asking', updatedAt: ahead, question: 'failed' }));
  await holds.add(aHold({ id: 'on-time' }));
  const wakeUps: (number | undefined)[] = [];
  const clock = createGuardClock({
    holds,
    live: { isAnyHeld: () => false },
    wakeUp: { guard: async () => {}, at: async (when) => void wakeUps.push(when) },
    now: () => START_OF_TEST,
  });
  expect((await clock.listDue()).toSorted()).toEqual(['ahead', 'asking']);
  expect(await holds.get('ahead')).toMatchObject({
    updatedAt: START_OF_TEST,
    dueAt: START_OF_TEST,
    limitAt: START_OF_TEST + 60_000,
  });
  await clock.schedule();
  expect(wakeUps).toEqual([START_OF_TEST + 1_000]);
});
