import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { HOLD_STATES, type HoldState, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/setup.exe';
const never = () => new Promise<never>(() => {});

type Arrangement = {
  options?: WorldOptions;
  /** What keeps the hold in its state until its worker dies. */
  arrange?: (world: World) => void;
  /** What is done once it is in another state on the way there. */
  at?: Partial<Record<HoldState, (world: World, id: string) => void>>;
  /** Bytes are still on their way. */
  isArriving?: boolean;
};

const finds = (verdict: 'clean' | 'malicious') => (world: World) =>
  void world.clients.answer({ fetchResult: async () => aResult({ verdict }) });
const withCopy: WorldOptions = { access: { canFetch: async () => true } };

/** How a hold comes to be in each state when its worker dies. */
const ARRANGEMENTS: Record<HoldState, Arrangement> = {
  observed: { options: { policy: aPolicy({ mode: 'warn', holdUntilScanned: false }) } },
  held: {},
  swapping: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { cancel: never }),
  },
  staged: { options: withCopy },
  parking: { isArriving: true },
  parked: {},
  releasing: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { start: never }),
    at: { staged: finds('clean') },
  },
  keeping: {
    options: withCopy,
    arrange: (world) => Object.assign(world.downloads, { start: never }),
    at: { staged: (world, id) => void world.messages.send('decide', { id, choice: 'keep' }) },
  },
  removing: {
    arrange(world) {
      Object.assign(world.downloads, { cancel: never });
      finds('malicious')(world);
    },
  },
  released: {
    arrange: (world) => Object.assign(world.notifications, { show: never }),
    at: { parked: finds('clean') },
  },
  kept: {
    options: { policy: aPolicy({ onUnfinished: 'keep', scanTimeLimitMs: 1_000 }) },
    arrange: (world) => Object.assign(world.notifications, { show: never }),
  },
  removed: {
    arrange(world) {
      Object.assign(world.notifications, { show: never });
      finds('malicious')(world);
    },
  },
  gone: {
    arrange: (world) => Object.assign(world.notifications, { show: never }),
    at: {
      held: (world) => world.downloads.change(1, { state: 'interrupted', error: 'NETWORK_FAILED' }),
    },
  },
};

async function theHold(world: World): Promise<Hold | undefined> {
  const scan = (await world.store.listActive(1))[0] ?? (await world.store.listAtRest(1))[0];
  return scan && world.holds.get(scan.id);
}

async function untilIn(world: World, state: HoldState, { at = {} }: Arrangement): Promise<Hold> {
  const done = new Set<HoldState>();
  let found: Hold | undefined;
  await eventually(async () => {
    world.clock.advance(250);
    found = await theHold(world);
    const act = found && at[found.state];
    if (found !== undefined && act !== undefined && !done.has(found.state)) {
      done.add(found.state);
      act(world, found.id);
    }
    expect(found?.state).toBe(state);
  });
  if (found === undefined) throw new Error('There is no hold.');
  return found;
}

/** Whatever it was in the middle of comes to nothing. */
function loseWorker({ holds, store, downloads }: World): void {
  Object.assign(holds, { get: never, update: never });
  Object.assign(store, { get: never, update: never });
  downloads.loseWorker();
}

test.each(HOLD_STATES)(
  'a worker that dies with a hold in "%s" loses nothing and exposes nothing unsaid',
  async (state) => {
    const arrangement = ARRANGEMENTS[state];
    const options: WorldOptions = { policy: aPolicy(), ...arrangement.options };
    const before = createWorld(options);
    const { cancel, start } = before.downloads;
    before.desk.serve(FILE, 'x'.repeat(1_000));
    arrangement.arrange?.(before);
    before.start();
    before.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
    if (!arrangement.isArriving) before.downloads.complete(1);
    const left = await untilIn(before, state, arrangement);

    loseWorker(before);
    before.downloads.complete(1);
    Object.assign(before.downloads, { cancel, start });
    const { databaseName, downloads } = before;
    const after = createWorld({ ...options, databaseName, downloads, startAt: before.clock.now() });
    finds('malicious')(after);
    after.start();
    await eventually(async () => {
      after.clock.advance(1_000);
      const hold = await after.holds.get(left.id);
      expect(hold?.question !== undefined || (hold !== undefined && isHoldAtRest(hold.state))).toBe(true);
      // What the policy kept rests before the verdict, which is still to come.
      expect(hold?.state === 'kept' && hold.fate?.by === 'policy').toBe(false);
      expect(hold?.notice).not.toBe('due');
    });
    const ended = await after.holds.get(left.id);
    const isOut = downloads.names().includes('setup.exe');
    // Whatever stands there under its own name was allowed to before the worker died, or is asked about.
    const wasAllowed = left.state === 'releasing' || left.state === 'released' || left.state === 'keeping';
    expect(isOut && !wasAllowed ? ended?.question : undefined).toBe(
      isOut && !wasAllowed ? 'malicious' : undefined,
    );
    if (left.state === 'held')
      expect(ended).toMatchObject({ exposedBecause: 'worker-died', state: 'removed' });
    expect(await downloads.listArriving()).toEqual([]);
    expect(after.reported).toEqual([]);
  },
);

test('what was about to be parked when the browser crashed goes on as the same download, marked', async () => {
  const before = createWorld({ policy: aPolicy() });
  before.start();
  before.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
  const { id } = await untilIn(before, 'parking', ARRANGEMENTS.parking);

  loseWorker(before);
  const { databaseName, downloads } = before;
  downloads.change(1, { state: 'interrupted', error: 'CRASH', canResume: true });
  const after = createWorld({
    policy: aPolicy(),
    databaseName,
    downloads,
    startAt: before.clock.now(),
  });
  after.start();
  await eventually(async () => {
    after.clock.advance(250);
    expect(downloads.get(1)).toMatchObject({ state: 'arriving', path: '/downloads/setup.exe.unverified' });
  });
  downloads.complete(1);
  await eventually(async () => {
    after.clock.advance(250);
    expect((await after.holds.get(id))?.state).toBe('parked');
  });
  expect(await after.store.listActive(9)).toHaveLength(1);
});
