import { expect, test } from 'vitest';
import { FATE_REASONS } from '../../../lib/core/decide-fate.ts';
import { questionWord, questionWords } from '../../../lib/i18n/question-words.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';

test.each(FATE_REASONS)('a question about %s is a sentence, with a scan and without one', (question) => {
  expect(questionWords(question, undefined)).toMatch(/^[A-Z].*\.$/);
  expect(questionWords(question, aScanAtRest())).toMatch(/^[A-Z].*\.$/);
  expect(questionWord(question, true)).not.toBe('');
});

test('a verdict is the word, everything else tells whether the file is held', () => {
  expect(questionWord('malicious', true)).toBe('Malicious');
  expect(questionWord('encrypted', true)).toBe('Held');
  expect(questionWord('encrypted', false)).toBe('Not scanned');
});

test('the scan says it more exactly where it can', () => {
  const large = aScanAtRest({
    state: 'failed',
    problem: 'too-large',
    size: 612_000_000,
    sizeLimit: 500_000_000,
  });
  expect(questionWords('too-large', large)).toBe('612 MB is over the limit of 500 MB.');
  const failed = aScanAtRest({ state: 'failed', problem: 'refused', problemDetail: 'No such storage.' });
  expect(questionWords('failed', failed)).toMatch(
    /^It could not be scanned\. The scanner refused it.* No such storage\.$/,
  );
  const withheld = aScanAtRest({ state: 'withheld', withheld: 'too-long' });
  expect(questionWords('not-sendable', withheld)).toBe('The address is too long to be sent.');
});

test('a locked file whose scan goes on has got its password', () => {
  expect(questionWords('encrypted', aPollingScan())).toBe('Its password is being tried.');
  expect(questionWords('encrypted', aScanAtRest())).toMatch(/^It is locked/);
});
