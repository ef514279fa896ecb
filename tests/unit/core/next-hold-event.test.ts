import { describe, expect, test } from 'vitest';
import type { HoldEvent } from '../../../lib/core/advance-hold.ts';
import type { GuardOutcome } from '../../../lib/core/guard-outcome.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { HOLD_STATES, type HoldState } from '../../../lib/core/hold-machine.ts';
import { type NextHoldFacts, nextHoldEvent } from '../../../lib/core/next-hold-event.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { A_COPY, aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST + 5_000;
const CLEAN: GuardOutcome = { kind: 'verdict', verdict: 'clean' };
const MALICIOUS: GuardOutcome = { kind: 'verdict', verdict: 'malicious' };
const SUSPICIOUS: GuardOutcome = { kind: 'verdict', verdict: 'suspicious' };
const FAILED: GuardOutcome = { kind: 'failed', problem: 'server-error' };
const LATE: GuardOutcome = { kind: 'time-limit' };
const RELEASE: HoldEvent = { type: 'release', verdict: 'clean' };

const WAITING: readonly HoldState[] = ['observed', 'held', 'staged', 'parking', 'parked'];

const next = (hold: Hold, facts: Partial<NextHoldFacts> = {}) =>
  nextHoldEvent(hold, { policy: aPolicy(), outcome: undefined, now: NOW, canPark: true, ...facts });

const held = (given: Partial<Hold> = {}) => aHold({ state: 'held', heldUntil: NOW + 9_000, ...given });

describe.each(WAITING)('%s', (state) => {
  const hold = aHold({ state, heldUntil: NOW + 9_000 });

  test('waits for its verdict', () => {
    expect(next(hold)).toBeUndefined();
  });

  test.each<[GuardOutcome, HoldEvent]>([
    [CLEAN, RELEASE],
    [MALICIOUS, { type: 'remove', by: 'policy', because: 'malicious' }],
    [FAILED, { type: 'ask', because: 'failed' }],
    [LATE, { type: 'ask', because: 'time-limit' }],
    [
      { kind: 'withheld', reason: 'private-host' },
      { type: 'keep', by: 'policy', because: 'private-host' },
    ],
  ])('after %j', (outcome, event) => {
    expect(next(hold, { outcome })).toEqual(event);
  });

  test('asks once, and again only when there is a result', () => {
    const asked = aHold({ ...hold, question: 'time-limit' });
    expect(next(asked, { outcome: LATE })).toBeUndefined();
    expect(next(asked, { outcome: FAILED })).toBeUndefined();
    expect(next(asked, { outcome: SUSPICIOUS })).toEqual({ type: 'ask', because: 'suspicious' });
    expect(next({ ...asked, question: 'suspicious' }, { outcome: SUSPICIOUS })).toBeUndefined();
    expect(next(asked, { outcome: CLEAN })).toEqual(RELEASE);
  });

  test('leaves what a rule asks about to the person, whatever a scanner says', () => {
    const asked = aHold({ ...hold, question: 'block-rule' });
    for (const verdict of VERDICTS)
      expect(next(asked, { outcome: { kind: 'verdict', verdict } })).toBeUndefined();
  });
});

describe('while an act is under way, or all is over', () => {
  test.each(['swapping', 'releasing', 'removing', 'released', 'removed', 'gone'] as const)('%s', (state) => {
    for (const outcome of [undefined, CLEAN, MALICIOUS, FAILED, LATE]) {
      expect(next(aHold({ state, staged: A_COPY }), { outcome })).toBeUndefined();
    }
  });
});

describe('before the window closes', () => {
  test('a copy that was fetched anew takes the browser’s place before anything is handed over', () => {
    const hold = held({ staged: { ...A_COPY, isAnew: true } });
    const keeping = aPolicy({ onUnfinished: 'keep' });
    expect(next(hold)).toBeUndefined();
    expect(next(hold, { outcome: CLEAN })).toEqual({ type: 'swap' });
    expect(next(hold, { outcome: FAILED, policy: keeping })).toEqual({ type: 'swap' });
    expect(next(hold, { outcome: MALICIOUS })).toMatchObject({ type: 'remove' });
    expect(next({ ...hold, state: 'staged', place: 'staged' }, { outcome: CLEAN })).toEqual(RELEASE);
  });

  test('nothing is done', () => {
    expect(next(held({ staged: A_COPY }))).toBeUndefined();
    expect(next(held({ question: 'failed' }), { outcome: FAILED })).toBeUndefined();
  });
});

describe('when the window closes', () => {
  const closing = (given: Partial<Hold> = {}) => held({ heldUntil: NOW, ...given });

  test('a verdict comes first', () => {
    expect(next(closing({ staged: A_COPY }), { outcome: CLEAN })).toEqual(RELEASE);
  });

  test('our own copy takes the place of the browser’s', () => {
    expect(next(closing({ staged: A_COPY }))).toEqual({ type: 'swap' });
    expect(next(closing({ staged: A_COPY, question: 'failed' }), { canPark: false })).toEqual({
      type: 'swap',
    });
  });

  test.each([
    ['setup.exe', undefined, 'setup.exe.unverified'],
    ['report.pdf', undefined, 'report.unverified.pdf'],
    ['report.bin', 'application/pdf', 'report.bin.unverified.unverified'],
  ])('%s of the type %s is parked as %s', (name, type, markedName) => {
    expect(next(closing({ name }), { type })).toEqual({ type: 'park', markedName });
    expect(next(closing({ name, question: 'failed' }), { type, outcome: FAILED })).toEqual({
      type: 'park',
      markedName,
    });
  });

  test('and the browser knows no parking, the policy decides; in doubt it stays, and is asked about', () => {
    const facts = { canPark: false };
    const closing = (given: Partial<Hold> = {}) =>
      held({ heldUntil: NOW, createdAt: NOW - 50_000, ...given });
    const expose: HoldEvent = { type: 'expose', because: 'window-closed' };
    expect(next(closing(), facts)).toEqual(expose);
    for (const [onUnfinished, type] of [
      ['keep', 'keep'],
      ['remove', 'remove'],
    ] as const) {
      const event = { type, by: 'policy', because: 'time-limit' };
      expect(next(closing(), { ...facts, policy: aPolicy({ onUnfinished }) })).toEqual(event);
      expect(
        next(closing({ question: 'encrypted' }), { ...facts, policy: aPolicy({ onUnfinished }) }),
      ).toEqual(expose);
      // Nobody can scan a file in so short a time.
      const short = closing({ createdAt: NOW - 3_000 });
      expect(next(short, { ...facts, policy: aPolicy({ onUnfinished }) })).toEqual(expose);
    }
  });
});

describe('a download that could not be held', () => {
  const staged = { staged: A_COPY };

  test('is taken over in time', () => {
    expect(next(aHold(staged))).toEqual({ type: 'swap' });
    expect(next(aHold({ ...staged, question: 'block-rule' }))).toEqual({ type: 'swap' });
  });

  test('is left where it is too late, nothing is staged, or nothing is held', () => {
    expect(next(aHold())).toBeUndefined();
    expect(next(aHold({ ...staged, place: 'own-name' }))).toBeUndefined();
    expect(next(aHold({ ...staged, exposedAt: NOW }))).toBeUndefined();
    expect(next(aHold(staged), { policy: aPolicy({ holdUntilScanned: false }) })).toBeUndefined();
    expect(next(aHold(staged), { policy: aPolicy({ mode: 'silent' }) })).toBeUndefined();
  });
});

describe('a result that comes after a file was kept', () => {
  const kept = (by: 'policy' | 'person', because: NonNullable<Hold['question']>, state: HoldState = 'kept') =>
    aHoldAtRest({ state, fate: { do: 'keep', by, because } });
  const ask = (because: NonNullable<Hold['question']>): HoldEvent => ({ type: 'ask', because });

  test('and is clean releases it', () => {
    for (const by of ['policy', 'person'] as const)
      expect(next(kept(by, 'time-limit'), { outcome: CLEAN })).toEqual(RELEASE);
  });

  test('and is bad undoes what the policy did, and asks whoever did it', () => {
    const remove = { type: 'remove', by: 'policy', because: 'malicious' };
    expect(next(kept('policy', 'time-limit'), { outcome: MALICIOUS })).toEqual(remove);
    expect(next(kept('person', 'time-limit'), { outcome: MALICIOUS })).toEqual(ask('malicious'));
    const warn = { policy: aPolicy({ mode: 'warn' }), outcome: MALICIOUS };
    expect(next(kept('policy', 'time-limit'), warn)).toEqual(ask('malicious'));
  });

  test('and is in between asks, but nobody who has decided already', () => {
    expect(next(kept('policy', 'time-limit'), { outcome: SUSPICIOUS })).toEqual(ask('suspicious'));
    expect(next(kept('person', 'time-limit'), { outcome: SUSPICIOUS })).toBeUndefined();
  });

  test('is told once', () => {
    const asked = { ...kept('person', 'time-limit'), question: 'malicious' as const };
    expect(next(asked, { outcome: MALICIOUS })).toBeUndefined();
    expect(next(kept('person', 'malicious'), { outcome: MALICIOUS })).toBeUndefined();
  });

  test('waits until the act is over', () => {
    for (const outcome of [CLEAN, MALICIOUS])
      expect(next(kept('policy', 'failed', 'keeping'), { outcome })).toBeUndefined();
  });

  test.each<GuardOutcome | undefined>([undefined, LATE, FAILED, { kind: 'no-bytes' }])(
    'is not %j',
    (outcome) => {
      expect(next(kept('policy', 'time-limit'), { outcome })).toBeUndefined();
    },
  );

  test('changes nothing where the mode touches no files', () => {
    const silent = { policy: aPolicy({ mode: 'silent' }), outcome: MALICIOUS };
    expect(next(kept('policy', 'time-limit'), silent)).toBeUndefined();
  });
});

test('each state has its test', () => {
  const tested = [
    ...WAITING,
    'keeping',
    'kept',
    'swapping',
    'releasing',
    'removing',
    'released',
    'removed',
    'gone',
  ];
  expect(tested.toSorted()).toEqual(HOLD_STATES.toSorted());
});
