import { expect, test } from 'vitest';
import { withMode } from '../../../lib/core/change-policy.ts';
import { GUARD_MODES } from '../../../lib/core/guard-policy.ts';
import { SILENT_POLICY } from '../../../scripts/browser/silent-policy.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

test.each(['off', 'silent', 'warn'] as const)('from %s to block, downloads are held', (mode) => {
  expect(withMode(aPolicy({ mode, holdUntilScanned: false }), 'block')).toEqual(aPolicy({ mode: 'block' }));
});

test('warn holds only where block did', () => {
  expect(withMode(SILENT_POLICY, 'warn').holdUntilScanned).toBe(false);
  expect(withMode(aPolicy({ mode: 'silent' }), 'warn').holdUntilScanned).toBe(false);
  expect(withMode(aPolicy({ mode: 'block' }), 'warn').holdUntilScanned).toBe(true);
});

test.each(GUARD_MODES)('choosing %s again changes nothing', (mode) => {
  const policy = aPolicy({ mode, holdUntilScanned: false });
  expect(withMode(policy, mode)).toBe(policy);
});
