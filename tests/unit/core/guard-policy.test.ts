import { expect, test } from 'vitest';
import {
  CONSENTED_POLICY,
  GUARD_MODES,
  isHolding,
  UNCONSENTED_POLICY,
} from '../../../lib/core/guard-policy.ts';
import { newHold } from '../../../lib/core/new-hold.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

test('after consent, downloads are held and malicious ones blocked, and people are asked where it is not certain', () => {
  expect(CONSENTED_POLICY).toEqual({
    mode: 'block',
    holdUntilScanned: true,
    scanTimeLimitMs: 120_000,
    onUnfinished: 'ask',
    onTooLarge: 'ask',
    onEncrypted: 'ask',
    onSuspicious: 'ask',
    alwaysScanBytes: false,
    allow: [],
    block: [],
  });
});

test('before it, downloads are left alone', () => {
  expect(UNCONSENTED_POLICY).toEqual({ ...CONSENTED_POLICY, mode: 'off' });
  expect(isHolding(UNCONSENTED_POLICY)).toBe(false);
});

test.each(GUARD_MODES)(
  'in the mode %s downloads are held where that is asked for and means something',
  (mode) => {
    expect(isHolding(aPolicy({ mode, holdUntilScanned: true }))).toBe(mode === 'warn' || mode === 'block');
    expect(isHolding(aPolicy({ mode, holdUntilScanned: false }))).toBe(false);
  },
);

test('a new hold waits for its verdict as long as the policy says', () => {
  const policy = aPolicy({ scanTimeLimitMs: 5_000 });
  const hold = newHold(policy, { id: 'scan', downloadId: 7, name: 'a.exe', now: START_OF_TEST });
  expect(hold).toMatchObject({ id: 'scan', downloadId: 7, name: 'a.exe', state: 'observed' });
  expect(hold).toMatchObject({ limitAt: START_OF_TEST + 5_000, dueAt: START_OF_TEST + 5_000 });
});
