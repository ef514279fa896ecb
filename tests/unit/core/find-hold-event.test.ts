import { describe, expect, test } from 'vitest';
import { advanceHold, type HoldEvent } from '../../../lib/core/advance-hold.ts';
import { findHoldEvent, type HoldFinding } from '../../../lib/core/find-hold-event.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { HOLD_STATES, type HoldState } from '../../../lib/core/hold-machine.ts';
import { A_COPY, aHold } from '../../factories/hold-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const FINDINGS = {
  missing: { kind: 'missing' },
  nameless: { kind: 'arriving', name: 'none' },
  'arriving, own': { kind: 'arriving', name: 'own' },
  'arriving, marked': { kind: 'arriving', name: 'marked' },
  'complete, own': { kind: 'complete', name: 'own' },
  'complete, marked': { kind: 'complete', name: 'marked' },
  deleted: { kind: 'deleted' },
  interrupted: { kind: 'interrupted', canResume: false, byPerson: false },
  resumable: { kind: 'interrupted', canResume: true, byPerson: false },
  cancelled: { kind: 'interrupted', canResume: false, byPerson: true },
  'bytes missing': { kind: 'bytes-missing' },
} as const satisfies Record<string, HoldFinding>;

type Name = keyof typeof FINDINGS;

const isName = (name: string): name is Name => name in FINDINGS;
const NAMES = Object.keys(FINDINGS).filter(isName);

/** What each finding does, as `event` or `event because`, without a staged copy; nothing where it is left out. */
const EXPECTED: Record<HoldState, Partial<Record<Name, string>>> = {
  observed: {
    missing: 'lose forgotten',
    'complete, own': 'expose not-held',
    deleted: 'lose file-missing',
    interrupted: 'lose interrupted',
    cancelled: 'lose person',
  },
  held: {
    missing: 'lose forgotten',
    'arriving, own': 'expose worker-died',
    'complete, own': 'expose worker-died',
    deleted: 'lose file-missing',
    interrupted: 'lose interrupted',
    cancelled: 'lose person',
  },
  swapping: {
    missing: 'drop',
    'arriving, own': 'expose worker-died',
    'complete, own': 'expose worker-died',
    deleted: 'drop',
    interrupted: 'drop',
    cancelled: 'drop',
    'bytes missing': 'unstage',
  },
  staged: {
    'arriving, own': 'expose worker-died',
    'complete, own': 'expose worker-died',
    'bytes missing': 'lose bytes-missing',
  },
  parking: {
    missing: 'lose forgotten',
    'arriving, own': 'expose name-overridden',
    'complete, own': 'expose name-overridden',
    'complete, marked': 'arrive',
    deleted: 'lose file-missing',
    interrupted: 'lose interrupted',
    cancelled: 'lose person',
  },
  parked: { deleted: 'lose file-missing' },
  releasing: {
    missing: 'lose forgotten',
    'arriving, own': 'finish own-name',
    'complete, own': 'finish own-name',
    'complete, marked': 'arrive',
    deleted: 'lose file-missing',
    interrupted: 'lose interrupted',
    cancelled: 'lose person',
  },
  keeping: {
    missing: 'lose forgotten',
    'arriving, own': 'finish own-name',
    'complete, own': 'finish own-name',
    'complete, marked': 'arrive',
    deleted: 'lose file-missing',
    interrupted: 'lose interrupted',
    cancelled: 'lose person',
  },
  removing: {
    missing: 'finish nowhere',
    deleted: 'finish nowhere',
    interrupted: 'finish nowhere',
    cancelled: 'finish nowhere',
  },
  released: {},
  kept: {},
  removed: {},
  gone: {},
};

/** A hold as the machine makes it in that state. */
function inState(state: HoldState, given: Partial<Hold> = {}): Hold {
  if (state === 'staged') return aHold({ state, place: 'staged', staged: A_COPY, ...given });
  if (state === 'swapping') return aHold({ state, staged: A_COPY, ...given });
  if (state === 'held') return aHold({ state, heldUntil: START_OF_TEST + 14_000, ...given });
  return aHold({ state, place: state === 'parked' ? 'marked-name' : 'arriving', ...given });
}

function toWords(event: HoldEvent | undefined): string | undefined {
  switch (event?.type) {
    case undefined:
      return undefined;
    case 'lose':
    case 'expose':
      return `${event.type} ${event.because}`;
    case 'finish':
      return `finish ${event.place}`;
    default:
      return event?.type;
  }
}

const PAIRS = HOLD_STATES.flatMap((state) => NAMES.map((name) => ({ state, name })));

test.each(PAIRS)('$state, found $name', ({ state, name }) => {
  const hold = inState(state);
  const event = findHoldEvent(hold, FINDINGS[name]);
  expect(toWords(event)).toBe(EXPECTED[state][name]);
  // The table lists whatever is answered.
  if (event !== undefined) expect(advanceHold(hold, event, START_OF_TEST)).toBeDefined();
});

describe('with a copy of our own', () => {
  test.each(['observed', 'held', 'parking', 'releasing', 'keeping'] as const)('%s is not lost', (state) => {
    const hold = inState(state, { staged: A_COPY });
    for (const name of ['missing', 'interrupted'] as const)
      expect(findHoldEvent(hold, FINDINGS[name])).toEqual({ type: 'recover' });
    expect(advanceHold(hold, { type: 'recover' }, START_OF_TEST).place).toBe('staged');
  });

  test('a person who cancels or deletes it wants none all the same', () => {
    for (const state of ['observed', 'held', 'parking'] as const) {
      const hold = inState(state, { staged: A_COPY });
      expect(toWords(findHoldEvent(hold, FINDINGS.cancelled))).toBe('lose person');
      expect(toWords(findHoldEvent(hold, FINDINGS.deleted))).toBe('lose file-missing');
    }
  });

  test.each(['observed', 'held', 'parking', 'parked'] as const)(
    'that is lost, %s goes on without',
    (state) => {
      expect(findHoldEvent(inState(state, { staged: A_COPY }), FINDINGS['bytes missing'])).toEqual({
        type: 'unstage',
      });
    },
  );
});

describe('under its own name', () => {
  test('a file that is being taken back stays there when our copy is lost', () => {
    const hold = inState('swapping', { place: 'own-name' });
    expect(findHoldEvent(hold, FINDINGS['bytes missing'])).toEqual({ type: 'leave' });
  });

  test('a file that was never held was exposed for that reason', () => {
    const hold = aHold({ state: 'held' });
    expect(toWords(findHoldEvent(hold, FINDINGS['arriving, own']))).toBe('expose not-held');
  });

  test('is told once, and not saved a second time', () => {
    const hold = inState('observed', { place: 'own-name', staged: A_COPY });
    expect(findHoldEvent(hold, FINDINGS['complete, own'])).toBeUndefined();
    expect(toWords(findHoldEvent(hold, FINDINGS.missing))).toBe('lose forgotten');
  });

  test('a file that the browser has forgotten can not be removed, and is not said to be', () => {
    for (const place of ['own-name', 'marked-name'] as const) {
      const hold = inState('removing', { place });
      expect(toWords(findHoldEvent(hold, FINDINGS.missing))).toBe('lose forgotten');
      expect(toWords(findHoldEvent(hold, FINDINGS.deleted))).toBe('finish nowhere');
    }
  });
});

describe.each(['releasing', 'keeping'] as const)('%s', (state) => {
  test('the staged copy is over once its delivery is complete, and only then', () => {
    const before = inState(state, { place: 'staged', staged: A_COPY });
    for (const name of NAMES.filter((one) => one !== 'bytes missing'))
      expect(findHoldEvent(before, FINDINGS[name])).toBeUndefined();
    const delivered = { ...before, deliveryId: 9 };
    expect(toWords(findHoldEvent(delivered, FINDINGS['complete, own']))).toBe('finish own-name');
    for (const name of ['missing', 'interrupted', 'arriving, own'] as const)
      expect(findHoldEvent(delivered, FINDINGS[name])).toBeUndefined();
    expect(toWords(findHoldEvent(before, FINDINGS['bytes missing']))).toBe('lose bytes-missing');
  });

  test('a file under its own name is with the person, though the browser has forgotten it', () => {
    const hold = inState(state, { place: 'own-name' });
    expect(toWords(findHoldEvent(hold, FINDINGS.missing))).toBe('finish own-name');
    expect(toWords(findHoldEvent(hold, FINDINGS.deleted))).toBe('lose file-missing');
  });

  test('a marked file ends early only where it was deleted', () => {
    const hold = inState(state, { place: 'marked-name' });
    const found = NAMES.filter((name) => findHoldEvent(hold, FINDINGS[name]) !== undefined);
    expect(found).toEqual(['deleted']);
  });
});
