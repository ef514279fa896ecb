import { type Consent, toPersonsConsent } from '../../lib/core/consent.ts';
import type { GuardPolicy } from '../../lib/core/guard-policy.ts';
import { CONSENT_KEY } from '../../lib/storage/consent-store.ts';
import { POLICY_KEY, POLICY_VERSION } from '../../lib/storage/policy-store.ts';
import { SILENT_POLICY } from './silent-policy.ts';

/** What `storage.local` holds once a person has agreed that Sluice sends, and chosen this policy for downloads. */
export function agreedValues(
  policy: GuardPolicy = SILENT_POLICY,
): Record<string, Consent | { version: number; fields: GuardPolicy }> {
  return {
    [CONSENT_KEY]: toPersonsConsent(Date.now()),
    [POLICY_KEY]: { version: POLICY_VERSION, fields: policy },
  };
}
