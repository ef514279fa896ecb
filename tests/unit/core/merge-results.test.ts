import { expect, test } from 'vitest';
import { mergeResults } from '../../../lib/core/merge-results.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aResult } from '../../factories/scan-factory.ts';

const CLEAN = aResult({ verdict: 'clean' });

test('one result alone stays as it is', () => {
  expect(mergeResults(undefined, CLEAN)).toBe(CLEAN);
});

test.each(VERDICTS.filter((verdict) => verdict !== 'clean'))(
  '%s is worse than clean, whichever came first',
  (verdict) => {
    expect(mergeResults(CLEAN, aResult({ verdict })).verdict).toBe(verdict);
    expect(mergeResults(aResult({ verdict }), CLEAN).verdict).toBe(verdict);
  },
);

test.each(VERDICTS)('malicious is not outdone by %s', (verdict) => {
  expect(mergeResults(aResult({ verdict: 'malicious' }), aResult({ verdict })).verdict).toBe('malicious');
});

test('the evidence of both is kept, and the sample of the later one where there is one', () => {
  const one = { name: 'one', description: '', verdict: 'clean' } as const;
  const two = { name: 'two', description: '', verdict: 'clean' } as const;
  const file = aResult({ evidence: [one], sample: { size: 1 } });
  expect(mergeResults(file, aResult({ evidence: [two], sample: { size: 2 } }))).toEqual({
    verdict: 'clean',
    evidence: [one, two],
    sample: { size: 2 },
  });
  expect(mergeResults(file, aResult()).sample).toEqual({ size: 1 });
});
