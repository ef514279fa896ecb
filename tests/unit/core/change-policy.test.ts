import { expect, test } from 'vitest';
import { protect, withMode } from '../../../lib/core/change-policy.ts';
import { CONSENTED_POLICY, GUARD_MODES, PRESENT_POLICY } from '../../../lib/core/guard-policy.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

test.each(['off', 'silent', 'warn'] as const)('from %s to block, downloads are held', (mode) => {
  expect(withMode(aPolicy({ mode, holdUntilScanned: false }), 'block')).toEqual(aPolicy({ mode: 'block' }));
});

test('warn holds only where block did', () => {
  expect(withMode(PRESENT_POLICY, 'warn').holdUntilScanned).toBe(false);
  expect(withMode(aPolicy({ mode: 'silent' }), 'warn').holdUntilScanned).toBe(false);
  expect(withMode(aPolicy({ mode: 'block' }), 'warn').holdUntilScanned).toBe(true);
});

test.each(GUARD_MODES)('choosing %s again changes nothing', (mode) => {
  const policy = aPolicy({ mode, holdUntilScanned: false });
  expect(withMode(policy, mode)).toBe(policy);
});

test('protection leaves the rules that somebody wrote', () => {
  const allow = [{ kind: 'host', host: 'example.org', why: 'Our own.' }] as const;
  expect(protect({ ...PRESENT_POLICY, allow, onUnfinished: 'keep' })).toEqual({ ...CONSENTED_POLICY, allow });
});
