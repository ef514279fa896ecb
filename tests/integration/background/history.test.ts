import { expect, test, vi } from 'vitest';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import { PRUNE_EVERY_MS } from '../../../lib/scan/keep-history.ts';
import { aScanAtRest } from '../../factories/scan-factory.ts';
import { createWorld } from './create-world.ts';

test("what the person wants to keep no longer goes at the browser's start, and every day after", async () => {
  const world = createWorld();
  const createdAt = world.clock.now() - 3 * PRUNE_EVERY_MS;
  const [one, other] = [aScanAtRest({ createdAt }), aScanAtRest({ createdAt })];
  await world.preferences.save({ ...DEFAULT_PREFERENCES, keepDays: 2 });
  await world.store.add(one);
  world.start();
  world.lifecycle.fireStartup();
  await vi.waitFor(async () => expect(await world.store.has(one.id)).toBe(false));
  expect(world.historyAlarm.when()).toBe(world.clock.now() + PRUNE_EVERY_MS);

  await world.store.add(other);
  world.clock.advance(PRUNE_EVERY_MS);
  world.historyAlarm.fire();
  await vi.waitFor(async () => expect(await world.store.has(other.id)).toBe(false));
  expect(world.historyAlarm.when()).toBe(world.clock.now() + PRUNE_EVERY_MS);
  expect(world.reported).toEqual([]);
});
