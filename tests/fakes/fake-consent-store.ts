import { toPersonsConsent } from '../../lib/core/consent.ts';
import { CONSENT_KEY, type ConsentStore, createConsentStore } from '../../lib/storage/consent-store.ts';
import { START_OF_TEST } from './fake-clock.ts';
import { createFakeKeyValueArea } from './fake-key-value-area.ts';

export type FakeConsentStore = ConsentStore & { listenerCount: () => number };

/** A consent in memory, given unless told otherwise. */
export function createFakeConsentStore({ isGiven = true } = {}): FakeConsentStore {
  const area = createFakeKeyValueArea(isGiven ? { [CONSENT_KEY]: toPersonsConsent(START_OF_TEST) } : {});
  return { ...createConsentStore(area), listenerCount: area.listenerCount };
}
