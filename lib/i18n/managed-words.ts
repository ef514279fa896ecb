import { i18n } from '#i18n';
import { FALLBACKS, GUARD_MODES } from '../core/guard-policy.ts';
import type { ManagedFault, ManagedReason } from '../core/managed-policy.ts';
import { THEMES } from '../core/preferences.ts';

const REASON_KEYS = {
  'unknown-key': 'managed.unknownKey',
  'not-a-switch': 'managed.notASwitch',
  'not-a-choice': 'managed.notAChoice',
  'not-a-number': 'managed.notANumber',
  'not-an-address': 'managed.notAnAddress',
  'not-a-token': 'managed.notAToken',
  'token-without-server': 'managed.tokenWithoutServer',
  'not-a-list': 'managed.notAList',
  'not-a-rule': 'managed.notARule',
} as const satisfies Record<ManagedReason, string>;

const CHOICES: Readonly<Record<string, readonly string[]>> = { mode: GUARD_MODES, theme: THEMES };

/** Says why a value of the administrator's policy counts for nothing, after its key: what it has to be. */
export function faultWords({ key, reason }: ManagedFault): string {
  if (reason === 'not-a-choice') return i18n.t(REASON_KEYS[reason], [(CHOICES[key] ?? FALLBACKS).join(', ')]);
  if (reason === 'not-a-number' && key === 'scanTimeLimitSeconds') return i18n.t('managed.notALimit');
  return i18n.t(REASON_KEYS[reason]);
}
