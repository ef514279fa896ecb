import { expect, test } from 'vitest';
import type { FateReason } from '../../../lib/core/decide-fate.ts';
import type { ExposedReason } from '../../../lib/core/hold.ts';
import { HOLD_STATES, type HoldState } from '../../../lib/core/hold-machine.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createWorld, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';
import { ARRANGEMENTS, finds } from './hold-arrangements.ts';
import { loseWorker, untilIn } from './lose-worker.ts';

const FILE = 'https://files.example.org/setup.exe';

/** What becomes of a file: how its hold ends, and the names that stand in the folder. */
type Ending = {
  state: HoldState;
  question?: FateReason;
  exposedBecause?: ExposedReason;
  names: readonly string[];
};
type Verdict = 'clean' | 'malicious';

const own = ['setup.exe'];
/** Its bytes can't be read, or it would get its own name. */
const marked = ['setup.exe.unverified'];
const none: readonly string[] = [];

/** Whatever stands there under its own name was allowed to, is exposed, or is asked about. */
const ENDINGS: Record<HoldState, Record<Verdict, Ending>> = {
  observed: {
    clean: { state: 'released', exposedBecause: 'not-held', names: own },
    malicious: { state: 'observed', question: 'malicious', exposedBecause: 'not-held', names: own },
  },
  held: {
    clean: { state: 'released', exposedBecause: 'worker-died', names: own },
    malicious: { state: 'removed', exposedBecause: 'worker-died', names: none },
  },
  swapping: {
    clean: { state: 'released', exposedBecause: 'worker-died', names: own },
    malicious: { state: 'removed', exposedBecause: 'worker-died', names: none },
  },
  staged: {
    clean: { state: 'released', names: own },
    malicious: { state: 'removed', names: none },
  },
  parking: {
    clean: { state: 'released', names: marked },
    malicious: { state: 'removed', names: none },
  },
  parked: {
    clean: { state: 'released', names: marked },
    malicious: { state: 'removed', names: none },
  },
  // What was decided before stands.
  releasing: {
    clean: { state: 'released', names: own },
    malicious: { state: 'released', names: own },
  },
  keeping: {
    clean: { state: 'released', names: own },
    malicious: { state: 'kept', question: 'malicious', names: own },
  },
  removing: {
    clean: { state: 'removed', names: none },
    malicious: { state: 'removed', names: none },
  },
  released: {
    clean: { state: 'released', names: marked },
    malicious: { state: 'released', names: marked },
  },
  kept: {
    clean: { state: 'released', names: own },
    malicious: { state: 'removed', names: none },
  },
  removed: {
    clean: { state: 'removed', names: none },
    malicious: { state: 'removed', names: none },
  },
  gone: {
    clean: { state: 'gone', names: none },
    malicious: { state: 'gone', names: none },
  },
};

const CASES = HOLD_STATES.flatMap((state) =>
  (['clean', 'malicious'] as const).map((to) => [state, to] as const),
);

test.each(CASES)(
  'a worker that dies with a hold in "%s" loses nothing and exposes nothing unsaid, if it is %s',
  async (state, verdict) => {
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
    finds(verdict)(after);
    after.start();
    await eventually(async () => {
      after.clock.advance(1_000);
      const { question, exposedBecause, ...hold } = (await after.holds.get(left.id)) ?? left;
      expect(hold.notice).not.toBe('due');
      expect({ state: hold.state, question, exposedBecause, names: downloads.names() }).toEqual({
        question: undefined,
        exposedBecause: undefined,
        ...ENDINGS[state][verdict],
      });
    });
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
