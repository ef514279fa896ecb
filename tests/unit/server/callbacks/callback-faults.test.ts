import { expect, it } from 'vitest';
import type { CallbackAnswer } from '../../../../server/callbacks/post-callback.ts';
import { createDeferred } from '../../../fakes/deferred.ts';
import { answer, createCallbackWorld } from './callback-world.ts';

const DAY = 86_400_000;

it('a callback that was accepted is not sent again where the store does not take its end at once', async () => {
  const world = createCallbackWorld();
  const id = await world.finishedScan();
  world.database.exec(
    "CREATE TRIGGER full BEFORE UPDATE OF ended_at ON callbacks BEGIN SELECT raise(ABORT, 'disk full'); END",
  );
  world.start();
  await world.settle();
  await world.passTime();
  await world.passTime();
  expect(world.row(id)).toMatchObject({ outcome: null });
  world.database.exec('DROP TRIGGER full');
  while (await world.passTime());
  expect(world.row(id)).toMatchObject({ outcome: 'accepted', attempts: 1, headers: '{}' });
  expect(world.sent).toHaveLength(1);
});

it('a callback that the service cannot make is given up in the end, and holds up no other', async () => {
  const world = createCallbackWorld();
  const broken = await world.finishedScan();
  const first = world.now();
  world.respondWith(async ({ scan_id }) => {
    if (scan_id === broken) throw new Error('no body');
    return answer(200);
  });
  world.start();
  const other = await world.finishedScan();
  while (await world.passTime());
  expect(world.row(other)).toMatchObject({ outcome: 'accepted' });
  expect(world.row(broken)).toMatchObject({ outcome: 'given_up', headers: '{}' });
  expect(world.sent.at(-1)?.at).toBe(first + DAY);
});

it('receivers that never answer, however many, leave slots for callbacks that are new', async () => {
  const world = createCallbackWorld();
  const silent = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      world.finishedScan({ callback: { url: `http://silent${n}.test/`, headers: {} } }),
    ),
  );
  world.respondWith(async ({ receiver }) =>
    receiver.includes('silent') ? { fault: 'timeout' } : answer(200),
  );
  const queue = world.start({ concurrency: 4 });
  while (world.sent.length < silent.length) await world.settle();
  // From now on they hold what they get.
  const held = createDeferred<CallbackAnswer>();
  world.respondWith(({ receiver }) =>
    receiver.includes('silent') ? held.promise : Promise.resolve(answer(200)),
  );
  await world.passTime();
  expect(world.sent.length - silent.length).toBe(2);
  const fresh = await world.finishedScan();
  queue.wake();
  await world.settle();
  expect(world.row(fresh)).toMatchObject({ outcome: 'accepted' });
});
