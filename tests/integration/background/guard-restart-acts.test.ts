import { expect, test } from 'vitest';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { HoldGate } from '../../../lib/platform/hold-gate.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';
import { ARRANGEMENTS, type Arrangement, finds } from './hold-arrangements.ts';
import { loseWorker, untilIn } from './lose-worker.ts';

const FILE = 'https://files.example.org/setup.exe';
/** The soonest that the browser lets an alarm be, in ms. */
const SOONEST_MS = 30_000;
const withCopy = { canFetch: async () => true };
const never = () => new Promise<never>(() => {});

/** A worker that has just been told of a download. */
function begin(options: WorldOptions, arrange: (world: World) => void = () => {}): World {
  const world = createWorld({ policy: aPolicy(), ...options });
  world.desk.serve(FILE, 'x'.repeat(1_000));
  arrange(world);
  world.start();
  world.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
  return world;
}

/** The next worker, in the same browser. */
function restart({ databaseName, downloads, clock }: World, options: WorldOptions): World {
  const after = createWorld({ policy: aPolicy(), ...options, databaseName, downloads, startAt: clock.now() });
  finds('clean')(after);
  return after;
}

test('a worker that dies between its two rows: the scan is recorded anew, and its verdict counts', async () => {
  const before = begin({}, (world) => Object.assign(world.store, { add: never }));
  await eventually(async () => expect(await before.holds.countActive()).toBe(1));
  expect(await before.store.countActive()).toBe(0);
  loseWorker(before);
  const after = restart(before, {});
  finds('malicious')(after);
  after.start();
  await eventually(async () => {
    after.clock.advance(1_000);
    expect(await after.store.listAtRest(9)).toMatchObject([{ name: 'setup.exe', verdict: 'malicious' }]);
    const [scan] = await after.store.listAtRest(1);
    expect((await after.holds.get(scan?.id ?? ''))?.state).toBe('removed');
  });
  expect(after.downloads.names()).toEqual([]);
  expect(after.reported).toEqual([]);
});

test('a delivery that a dead worker could not number any more is found, and not begun again', async () => {
  let starts = 0;
  const options: WorldOptions = { access: withCopy };
  const before = begin(options, ({ downloads }) => {
    const { start } = downloads;
    Object.assign(downloads, {
      start: async (...given: Parameters<typeof start>) => {
        starts += 1;
        await start(...given);
        return starts === 1 ? never() : start(...given);
      },
    });
  });
  before.downloads.complete(1);
  const left = await untilIn(before, 'releasing', ARRANGEMENTS.releasing);
  await eventually(() => expect(starts).toBe(1));
  loseWorker(before);
  const after = restart(before, options);
  after.start();
  await eventually(async () => {
    after.clock.advance(1_000);
    expect(await after.holds.get(left.id)).toMatchObject({
      state: 'released',
      deliveryId: expect.any(Number),
    });
  });
  expect(starts).toBe(1);
  expect(after.downloads.names()).toEqual(['setup.exe']);
  expect(after.reported).toEqual([]);
});

/** As where the browser holds nothing: there is no window that an alarm is set for. */
const NO_GATE: HoldGate = { onHeld: () => {} };

/** How each act comes to be under way while no alarm stands that is due as soon. */
const ACTS: readonly (readonly [HoldState, Arrangement])[] = [
  [
    'swapping',
    {
      options: { gate: NO_GATE, access: withCopy, policy: aPolicy({ alwaysScanBytes: true }) },
      arrange: ({ downloads }) => Object.assign(downloads, { cancel: never }),
      isArriving: true,
    },
  ],
  ['releasing', ARRANGEMENTS.releasing],
  ['keeping', ARRANGEMENTS.keeping],
  [
    'removing',
    {
      options: { gate: NO_GATE },
      arrange: ({ downloads }) => Object.assign(downloads, { cancel: never }),
      at: { observed: finds('malicious') },
      isArriving: true,
    },
  ],
];

test.each(ACTS)('an alarm is close when a worker dies in "%s"', async (state, arrangement) => {
  const world = begin(arrangement.options ?? {}, arrangement.arrange);
  if (!arrangement.isArriving) world.downloads.complete(1);
  await untilIn(world, state, arrangement);
  loseWorker(world);
  const untilAlarm = (world.guardAlarm.when() ?? Number.POSITIVE_INFINITY) - world.clock.now();
  expect(untilAlarm).toBeLessThanOrEqual(SOONEST_MS);
});
