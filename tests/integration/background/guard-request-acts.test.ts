import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import {
  answers,
  BYTES,
  begin,
  createFirefox,
  FILE,
  type Firefox,
  holdsOf,
  restart,
  SHA256,
  untilHolds,
} from './create-firefox.ts';
import { eventually } from './eventually.ts';

const access = { canFetch: async () => true };
const never = () => new Promise<never>(() => {});
const clean = (world: Firefox) => answers(world, 'clean', SHA256);
const malicious = (world: Firefox) => answers(world, 'malicious');

/** How a hold ends: what is kept of it, and the names that stand in the folder. */
type Ending = Pick<Hold, 'state' | 'exposedBecause' | 'lostBecause' | 'question'> & {
  names: readonly string[];
};

/** A background that dies after it wrote down what it is about to do, and before it does it. */
type Death = {
  name: string;
  state: HoldState;
  /** Lets a held request come to that. */
  arrange: (world: Firefox) => void | Promise<void>;
  /** What the scanner finds for the next background. */
  verdict: (world: Firefox) => void;
  /** Where the browser goes on, since nobody holds the request any more. */
  goesOn: Ending;
  /** Where the browser is killed too. */
  isKilled: Ending;
};

const own = ['setup.exe'];
const none: readonly string[] = [];
const untilCopied = (world: Firefox) =>
  untilHolds(world, [{ state: 'held', staged: { size: 1_000, sha256: SHA256 } }]).then(() => {});
const keep = async (world: Firefox) => {
  const [hold] = await holdsOf(world);
  void world.messages.send('decide', { id: hold?.id ?? '', choice: 'keep' });
};

const DEATHS: readonly Death[] = [
  {
    name: 'swapping, and clean',
    state: 'swapping',
    arrange: () => {},
    verdict: clean,
    goesOn: { state: 'released', exposedBecause: 'worker-died', names: own },
    isKilled: { state: 'released', names: own },
  },
  {
    name: 'swapping, and malicious',
    state: 'swapping',
    arrange: () => {},
    verdict: malicious,
    goesOn: { state: 'removed', exposedBecause: 'worker-died', names: none },
    isKilled: { state: 'removed', names: none },
  },
  {
    name: 'releasing',
    state: 'releasing',
    arrange: clean,
    verdict: clean,
    goesOn: { state: 'released', names: own },
    isKilled: { state: 'gone', lostBecause: 'forgotten', names: none },
  },
  {
    name: 'releasing, with a copy of our own',
    state: 'releasing',
    arrange: async (world) => {
      await untilCopied(world);
      clean(world);
    },
    verdict: clean,
    goesOn: { state: 'released', names: own },
    isKilled: { state: 'released', names: own },
  },
  {
    name: 'keeping, and malicious',
    state: 'keeping',
    arrange: keep,
    verdict: malicious,
    goesOn: { state: 'kept', question: 'malicious', names: own },
    isKilled: { state: 'gone', lostBecause: 'forgotten', names: none },
  },
  {
    name: 'keeping, with a copy of our own',
    state: 'keeping',
    arrange: async (world) => {
      await untilCopied(world);
      await keep(world);
    },
    verdict: clean,
    goesOn: { state: 'released', names: own },
    isKilled: { state: 'released', names: own },
  },
  {
    name: 'removing',
    state: 'removing',
    arrange: malicious,
    verdict: malicious,
    goesOn: { state: 'removed', names: none },
    isKilled: { state: 'removed', names: none },
  },
];

/** Brings a held request to an act, at whose beginning its background dies. */
async function dieIn({ state, arrange }: Death) {
  const world = createFirefox({ access });
  world.desk.serve(FILE, BYTES);
  world.start();
  const request = world.requests.ask();
  await untilHolds(world, [{ state: 'held' }]);
  const { update } = world.holds;
  world.holds.update = async (id, change) => {
    const hold = await update(id, change);
    return hold?.state === state ? never() : hold;
  };
  await arrange(world);
  await untilHolds(world, [{ state }], 1_000);
  return { world, request };
}

/** Lets time pass until the hold ends so, and everything that is to be told of it is told. */
async function untilEnd(world: Firefox, ending: Ending): Promise<void> {
  await eventually(async () => {
    world.clock.advance(1_000);
    const { state, exposedBecause, lostBecause, question, notice } = (await holdsOf(world))[0] ?? {};
    expect(notice).not.toBe('due');
    expect({ state, exposedBecause, lostBecause, question, names: world.downloads.names() }).toEqual({
      exposedBecause: undefined,
      question: undefined,
      lostBecause: undefined,
      ...ending,
    });
  });
  expect(world.reported).toEqual([]);
}

test.each(DEATHS)('Firefox goes on with what its background died over: $name', async (death) => {
  const { world: before, request } = await dieIn(death);
  const after = restart(before, before.downloads, { access });
  after.desk.serve(FILE, BYTES);
  death.verdict(after);
  after.start();
  // Where our copy took its place already, it was stopped.
  if (request.outcome() === 'went') begin(after);
  await untilEnd(after, death.goesOn);
});

test.each(DEATHS)('Firefox is killed with its background: $name', async (death) => {
  const { world: before } = await dieIn(death);
  const after = restart(before, undefined, { access });
  after.desk.serve(FILE, BYTES);
  death.verdict(after);
  after.start();
  await untilEnd(after, death.isKilled);
});
