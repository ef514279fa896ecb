import { describe, expect, test } from 'vitest';
import { advanceHold, HOLD_LEASE_MS, type HoldEvent } from '../../../lib/core/advance-hold.ts';
import { IllegalMoveError, NothingStagedError } from '../../../lib/core/errors.ts';
import { HOLD_MACHINE, HOLD_STATES, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import { A_COPY, aHold, aHoldAtRest, HOLD_EVENT_TYPES, HOLD_EVENTS } from '../../factories/hold-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST + 5_000;
const LIMIT = START_OF_TEST + 120_000;
const PAIRS = HOLD_STATES.flatMap((state) =>
  HOLD_EVENT_TYPES.map((event) => {
    const next = Object.entries(HOLD_MACHINE[state]).find(([name]) => name === event)?.[1];
    return { state, event, next };
  }),
);
const LISTED = PAIRS.flatMap(({ next, ...pair }) => (next === undefined ? [] : [{ ...pair, next }]));
const UNLISTED = PAIRS.filter(({ next }) => next === undefined);

describe('the table', () => {
  test('has a test for each pair', () => {
    expect(LISTED.length + UNLISTED.length).toBe(13 * 18);
    expect(LISTED).toHaveLength(76);
  });

  test.each(LISTED)('$state + $event gives $next', ({ state, event, next }) => {
    const moved = advanceHold(aHold({ state, staged: A_COPY }), HOLD_EVENTS[event], NOW);
    expect(moved).toMatchObject({ state: next, updatedAt: NOW });
    expect(moved.finishedAt).toBe(isHoldAtRest(next) ? NOW : undefined);
    // Never asked here but by `ask`: so whatever is under way is due.
    if (event !== 'ask') expect(moved.dueAt !== undefined).toBe(!isHoldAtRest(next));
  });

  test.each(UNLISTED)('$state + $event throws', ({ state, event }) => {
    expect(() => advanceHold(aHold({ state, staged: A_COPY }), HOLD_EVENTS[event], NOW)).toThrow(
      IllegalMoveError,
    );
  });

  test.each(LISTED)('$state + $event changes nothing in place and keeps what the hold is', (pair) => {
    const hold = Object.freeze(aHold({ state: pair.state, staged: A_COPY }));
    const { id, downloadId, name, createdAt, limitAt } = hold;
    const moved = advanceHold(hold, HOLD_EVENTS[pair.event], NOW);
    expect(moved).toMatchObject({ id, downloadId, name, createdAt, limitAt });
    expect(advanceHold(hold, HOLD_EVENTS[pair.event], NOW)).toEqual(moved);
  });
});

test.each(LISTED.filter(({ event }) => event === 'swap' || event === 'drop' || event === 'recover'))(
  'without a copy of our own, $state + $event throws',
  ({ state, event }) => {
    const hold = aHold({ state, id: 'one' });
    expect(() => advanceHold(hold, HOLD_EVENTS[event], NOW)).toThrow(NothingStagedError);
    expect(() => advanceHold(hold, HOLD_EVENTS[event], NOW)).toThrow(/"one"/);
  },
);

describe('the due time', () => {
  test.each([
    ['waiting for the verdict', aHold({ state: 'parking' }), HOLD_EVENTS.arrive, LIMIT],
    ['late', aHold({ state: 'parking', limitAt: NOW - 1 }), HOLD_EVENTS.arrive, NOW],
    ['asking', aHold({ state: 'parked' }), HOLD_EVENTS.ask, undefined],
    ['asking, on the way', aHold({ state: 'parking', question: 'failed' }), HOLD_EVENTS.arrive, undefined],
    ['held', aHold(), HOLD_EVENTS.hold, START_OF_TEST + 14_000],
    ['held, late', aHold({ limitAt: NOW - 1 }), HOLD_EVENTS.hold, NOW],
    ['held, asking', aHold({ limitAt: NOW, question: 'failed' }), HOLD_EVENTS.hold, START_OF_TEST + 14_000],
    ['acting', aHold({ state: 'parked' }), HOLD_EVENTS.release, NOW + HOLD_LEASE_MS],
    ['acting again', aHold({ state: 'removing' }), HOLD_EVENTS.postpone, START_OF_TEST + 90_000],
    ['removed', aHold({ state: 'removing' }), HOLD_EVENTS.finish, undefined],
  ])('of a hold that is %s', (_what, hold, event, dueAt) => {
    expect(advanceHold(hold, event, NOW).dueAt).toBe(dueAt);
  });
});

describe('a copy of our own', () => {
  test('is known until it is lost, handed over or not needed', () => {
    const staged = advanceHold(aHold({ state: 'held' }), HOLD_EVENTS.stage, NOW);
    expect(staged.staged).toEqual(A_COPY);
    expect(advanceHold(staged, HOLD_EVENTS.unstage, NOW)).not.toHaveProperty('staged');
    expect(advanceHold(staged, HOLD_EVENTS.lose, NOW)).not.toHaveProperty('staged');
    const releasing = advanceHold(staged, HOLD_EVENTS.release, NOW);
    expect(releasing.staged).toEqual(A_COPY);
    expect(advanceHold(releasing, HOLD_EVENTS.finish, NOW)).not.toHaveProperty('staged');
  });

  test('is where the bytes are, once the browser has none', () => {
    const swapping = advanceHold(aHold({ state: 'held', staged: A_COPY }), HOLD_EVENTS.swap, NOW);
    expect(swapping.place).toBe('arriving');
    expect(advanceHold(swapping, HOLD_EVENTS.drop, NOW)).toMatchObject({ place: 'staged', staged: A_COPY });
  });
});

describe('expose', () => {
  test('keeps the first time and the first reason', () => {
    const first = advanceHold(aHold({ state: 'held' }), HOLD_EVENTS.expose, NOW);
    expect(first).toMatchObject({
      state: 'observed',
      place: 'own-name',
      exposedAt: NOW,
      exposedBecause: 'worker-died',
    });
    const again: HoldEvent = { type: 'expose', because: 'not-held' };
    expect(advanceHold(first, again, NOW + 9)).toMatchObject({
      exposedAt: NOW,
      exposedBecause: 'worker-died',
    });
  });

  test('is what comes of a copy of the browser that can not be taken back', () => {
    const left = advanceHold(aHold({ state: 'swapping', staged: A_COPY }), HOLD_EVENTS.leave, NOW);
    expect(left).toMatchObject({ place: 'own-name', exposedAt: NOW, exposedBecause: 'not-taken-back' });
  });
});

describe('a question', () => {
  const asking = advanceHold(aHold({ state: 'parked' }), HOLD_EVENTS.ask, NOW);

  test('stays until somebody decides', () => {
    expect(asking.question).toBe('failed');
    expect(advanceHold(asking, HOLD_EVENTS.stage, NOW).question).toBe('failed');
    for (const event of [HOLD_EVENTS.release, HOLD_EVENTS.keep, HOLD_EVENTS.remove, HOLD_EVENTS.lose])
      expect(advanceHold(asking, event, NOW)).not.toHaveProperty('question');
  });

  test('may come up over a file that was kept, without beginning its end anew', () => {
    const kept = aHoldAtRest({ state: 'kept' });
    const asked = advanceHold(kept, { type: 'ask', because: 'malicious' }, NOW);
    expect(asked).toMatchObject({ question: 'malicious', finishedAt: START_OF_TEST });
    const answered = advanceHold(asked, { type: 'keep', by: 'person', because: 'malicious' }, NOW);
    expect(answered).toMatchObject({ state: 'kept', fate: { by: 'person', because: 'malicious' } });
    expect(answered).not.toHaveProperty('question');
  });
});

test('who decided what and why is kept to the end', () => {
  const ends = [
    [HOLD_EVENTS.release, { do: 'release', by: 'verdict', because: 'clean' }],
    [HOLD_EVENTS.keep, { do: 'keep', by: 'person', because: 'failed' }],
    [HOLD_EVENTS.remove, { do: 'remove', by: 'policy', because: 'malicious' }],
  ] as const;
  for (const [event, fate] of ends) {
    const decided = advanceHold(aHold({ state: 'parked' }), event, NOW);
    expect(decided.fate).toEqual(fate);
    expect(advanceHold(decided, HOLD_EVENTS.finish, NOW)).toMatchObject({ fate, place: 'own-name' });
  }
});

test('failed tries are counted in a row, with the last problem', () => {
  const once = advanceHold(aHold({ state: 'releasing' }), HOLD_EVENTS.postpone, NOW);
  const twice = advanceHold(once, { type: 'postpone', problem: 'browser-refused', dueAt: NOW + 1 }, NOW);
  expect(twice).toMatchObject({ attempts: 2, problem: 'browser-refused', dueAt: NOW + 1 });
  const delivered = advanceHold(twice, HOLD_EVENTS.deliver, NOW);
  // It has not come off yet: one that breaks off again and again is tried ever more rarely.
  expect(delivered).toMatchObject({ attempts: 2, deliveryId: 4711 });
  expect(delivered).not.toHaveProperty('problem');
});

test('a loss tells why, and where the file is not', () => {
  const lost = advanceHold(aHold({ state: 'held', staged: A_COPY }), HOLD_EVENTS.lose, NOW);
  expect(lost).toMatchObject({ place: 'nowhere', lostBecause: 'interrupted' });
});
