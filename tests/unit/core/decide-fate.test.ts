import { describe, expect, test } from 'vitest';
import { decideFate, type Fate } from '../../../lib/core/decide-fate.ts';
import type { GuardOutcome } from '../../../lib/core/guard-outcome.ts';
import { FALLBACKS, GUARD_MODES, type GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

type Setting = 'onUnfinished' | 'onTooLarge' | 'onEncrypted' | 'onSuspicious';

const CLEAN: GuardOutcome = { kind: 'verdict', verdict: 'clean' };

/** Every outcome but "clean", its reason, and the setting that decides on it in the modes that touch files. */
const OUTCOMES: readonly (readonly [GuardOutcome, Fate['because'], Setting | 'bad' | 'kept'])[] = [
  [{ kind: 'verdict', verdict: 'malicious' }, 'malicious', 'bad'],
  [{ kind: 'verdict', verdict: 'restricted' }, 'restricted', 'bad'],
  [{ kind: 'verdict', verdict: 'suspicious' }, 'suspicious', 'onSuspicious'],
  [{ kind: 'verdict', verdict: 'spam' }, 'spam', 'onSuspicious'],
  [{ kind: 'verdict', verdict: 'unknown' }, 'unknown', 'onUnfinished'],
  [{ kind: 'encrypted' }, 'encrypted', 'onEncrypted'],
  [{ kind: 'too-large' }, 'too-large', 'onTooLarge'],
  [{ kind: 'different-file' }, 'different-file', 'onUnfinished'],
  [{ kind: 'failed', problem: 'server-error' }, 'failed', 'onUnfinished'],
  [{ kind: 'no-bytes' }, 'no-bytes', 'onUnfinished'],
  [{ kind: 'time-limit' }, 'time-limit', 'onUnfinished'],
  [{ kind: 'withheld', reason: 'too-long' }, 'not-sendable', 'onUnfinished'],
  [{ kind: 'withheld', reason: 'unsupported-scheme' }, 'not-sendable', 'onUnfinished'],
  [{ kind: 'withheld', reason: 'private-host' }, 'private-host', 'kept'],
  [{ kind: 'withheld', reason: 'allow-rule' }, 'allow-rule', 'kept'],
  [{ kind: 'withheld', reason: 'too-large' }, 'too-large', 'onTooLarge'],
  [{ kind: 'withheld', reason: 'block-rule' }, 'block-rule', 'bad'],
];

/** Each setting alone differs from the others, so that a mix-up is seen. */
const POLICIES = GUARD_MODES.flatMap((mode) =>
  FALLBACKS.flatMap((one) =>
    FALLBACKS.map((other) =>
      aPolicy({ mode, onUnfinished: one, onTooLarge: other, onEncrypted: one, onSuspicious: other }),
    ),
  ),
);

function expectedDeed(policy: GuardPolicy, setting: Setting | 'bad' | 'kept'): Fate['do'] {
  if (policy.mode === 'off' || policy.mode === 'silent' || setting === 'kept') return 'keep';
  if (setting === 'bad') return policy.mode === 'block' ? 'remove' : 'ask';
  return policy[setting];
}

test.each(POLICIES)('clean is released, and nothing else is: %j', (policy) => {
  expect(decideFate(policy, CLEAN)).toEqual({ do: 'release', because: 'clean' });
  for (const [outcome] of OUTCOMES) expect(decideFate(policy, outcome).do).not.toBe('release');
});

describe.each(OUTCOMES)('%j', (outcome, because, setting) => {
  test.each(POLICIES)(`is decided by ${setting} in %j`, (policy) => {
    expect(decideFate(policy, outcome)).toEqual({ do: expectedDeed(policy, setting), because });
  });
});

test('by default a malicious file is removed, and a person is asked about what is not certain', () => {
  const asked = OUTCOMES.filter(([outcome]) => decideFate(aPolicy(), outcome).do === 'ask');
  const removed = OUTCOMES.filter(([outcome]) => decideFate(aPolicy(), outcome).do === 'remove');
  expect(removed.map(([, because]) => because)).toEqual(['malicious', 'restricted', 'block-rule']);
  expect(asked).toHaveLength(OUTCOMES.length - 5);
});

test.each<[Setting, GuardOutcome]>([
  ['onUnfinished', { kind: 'time-limit' }],
  ['onTooLarge', { kind: 'too-large' }],
  ['onEncrypted', { kind: 'encrypted' }],
  ['onSuspicious', { kind: 'verdict', verdict: 'suspicious' }],
])('%s alone decides on %j', (setting, outcome) => {
  const policy = aPolicy({
    onUnfinished: 'keep',
    onTooLarge: 'keep',
    onEncrypted: 'keep',
    onSuspicious: 'keep',
  });
  expect(decideFate({ ...policy, [setting]: 'remove' }, outcome).do).toBe('remove');
});
