import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toVerdict } from '../../../lib/core/verdict.ts';

test.each([
  ['CLN', 'clean'],
  ['MAL', 'malicious'],
  ['SUS', 'suspicious'],
  ['BLK', 'restricted'],
  ['SPM', 'spam'],
] as const)('the code %s is %s', (code, verdict) => {
  expect(toVerdict(code)).toBe(verdict);
});

test.each(['', 'cln', 'CLN ', 'CLEAN', 'OK', 'ERR', '0', 'toString', null, undefined])(
  'the code %j is unknown',
  (code) => {
    expect(toVerdict(code)).toBe('unknown');
  },
);

test('no undocumented code is clean', () => {
  fc.assert(
    fc.property(fc.string(), (code) => {
      fc.pre(code !== 'CLN');
      expect(toVerdict(code)).not.toBe('clean');
    }),
  );
});
