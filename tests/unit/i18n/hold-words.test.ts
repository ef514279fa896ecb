import { describe, expect, test } from 'vitest';
import { FATE_REASONS } from '../../../lib/core/decide-fate.ts';
import {
  EXPOSED_REASONS,
  FATE_ACTS,
  FATE_AUTHORS,
  HOLD_PLACES,
  HOLD_PROBLEMS,
  LOST_REASONS,
} from '../../../lib/core/hold.ts';
import { HOLD_STATES } from '../../../lib/core/hold-machine.ts';
import { fateWords, reasonWords } from '../../../lib/i18n/fate-words.ts';
import { holdWords } from '../../../lib/i18n/hold-words.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';

const SENTENCES = /^([A-Z][^$]*[.])$/;
const MARKED = 'setup.exe.unverified';
const aMarkedHold = (given: Parameters<typeof aHold>[0]) => aHold({ markedName: MARKED, ...given });

describe.each(HOLD_STATES)('%s', (state) => {
  test.each(HOLD_PLACES)('with the file %s is told in sentences', (place) => {
    expect(holdWords(aMarkedHold({ state, place }))).toMatch(SENTENCES);
  });

  test.each(FATE_REASONS)('with a question about %s is told in sentences', (question) => {
    expect(holdWords(aMarkedHold({ state, question }))).toMatch(SENTENCES);
  });

  test.each(FATE_REASONS)('decided because of %s is told in sentences', (because) => {
    for (const by of FATE_AUTHORS)
      for (const act of FATE_ACTS)
        expect(holdWords(aMarkedHold({ state, fate: { do: act, by, because } }))).toMatch(SENTENCES);
  });

  test.each(EXPOSED_REASONS)('exposed because %s says so', (exposedBecause) => {
    const words = holdWords(aMarkedHold({ state, place: 'own-name', exposedBecause, exposedAt: 1 }));
    expect(words).toMatch(SENTENCES);
    expect(words).toMatch(/It could be opened before its verdict: |It is on your disk and can be opened: /);
  });

  test.each(HOLD_PROBLEMS)('with the problem %s says so', (problem) => {
    const words = holdWords(aMarkedHold({ state, problem }));
    expect(words).toMatch(SENTENCES);
    expect(words).not.toBe(holdWords(aMarkedHold({ state })));
  });
});

test('each reason has words of its own', () => {
  expect(new Set(FATE_REASONS.map(reasonWords)).size).toBe(FATE_REASONS.length);
});

test('each way to be exposed, to be lost and to fail has words of its own', () => {
  const distinct = (words: string[]) => new Set(words).size;
  const exposed = EXPOSED_REASONS.map((exposedBecause) => holdWords(aHold({ exposedBecause })));
  const lost = LOST_REASONS.map((lostBecause) => holdWords(aHold({ state: 'gone', lostBecause })));
  const failed = HOLD_PROBLEMS.map((problem) => holdWords(aHold({ state: 'releasing', problem })));
  expect(distinct(exposed)).toBe(EXPOSED_REASONS.length);
  expect(distinct(lost)).toBe(LOST_REASONS.length);
  expect(distinct(failed)).toBe(HOLD_PROBLEMS.length);
});

test('a verdict of a second copy says so', () => {
  expect(holdWords(aHoldAtRest({ isOfCopy: true }))).toBe(
    'Let through. The scanner was given a second copy of the same size, which could not be compared with this file.',
  );
});

test('who decided is named', () => {
  const because = 'too-large';
  expect(fateWords({ do: 'keep', by: 'person', because })).toBe(
    'Kept by you. It is too large for the scanner.',
  );
  expect(fateWords({ do: 'keep', by: 'policy', because })).toMatch(/^Kept, as your settings say\./);
  expect(fateWords({ do: 'remove', by: 'policy', because: 'malicious' })).toBe(
    'Removed by Sluice. The scanner found it harmful.',
  );
  expect(fateWords({ do: 'remove', by: 'person', because })).toMatch(/^Removed by you\./);
});

test('the name that a file stands under is told wherever it is not its own', () => {
  for (const state of ['parking', 'parked'] as const) {
    expect(holdWords(aMarkedHold({ state }))).toContain(MARKED);
    expect(holdWords(aMarkedHold({ state, question: 'failed' }))).toContain(MARKED);
  }
  for (const state of ['released', 'kept'] as const) {
    expect(holdWords(aMarkedHold({ state, place: 'marked-name' }))).toContain(MARKED);
    expect(holdWords(aMarkedHold({ state, place: 'own-name' }))).not.toContain(MARKED);
  }
});

test('what can still be opened too early is told from what could', () => {
  const exposed = { exposedBecause: 'worker-died', place: 'own-name' } as const;
  expect(holdWords(aHold({ ...exposed, state: 'observed' }))).toContain(
    'It is on your disk and can be opened',
  );
  expect(holdWords(aHold({ ...exposed, state: 'released' }))).toContain(
    'It could be opened before its verdict',
  );
  expect(holdWords(aHold({ ...exposed, state: 'staged', place: 'staged' }))).toContain('It could be opened');
});

test('a clean file that was never to be held is told without a word of it', () => {
  expect(holdWords(aHoldAtRest({ exposedBecause: 'not-held' }))).toBe('Let through.');
  expect(holdWords(aHoldAtRest({ exposedBecause: 'worker-died' }))).toContain('It could be opened');
});

test('what the author of a rule wrote is said with what the rule decided', () => {
  const fate = { do: 'remove', by: 'policy', because: 'block-rule', why: 'No programs at work' } as const;
  expect(holdWords(aHoldAtRest({ state: 'removed', place: 'nowhere', fate }))).toBe(
    'Removed by Sluice. It is on your block list. Reason given: No programs at work',
  );
});
