import { expect, test } from 'vitest';
import { aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

const DAY_MS = 86_400_000;

test('a history that is to be shorter is so at once', async () => {
  const world = createWorld({ startAt: START_OF_TEST + 10 * DAY_MS, preferences: { keepDays: 30 } });
  const old = aScanAtRest({ createdAt: START_OF_TEST, finishedAt: START_OF_TEST, notice: 'none' });
  await world.store.add(old);
  world.start();
  const preferences = await world.preferences.load();
  await world.preferences.save({ ...preferences, keepDays: 5 });
  await eventually(async () => expect(await world.store.get(old.id)).toBeUndefined());
});
