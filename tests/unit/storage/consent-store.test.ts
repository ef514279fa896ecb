import { expect, test } from 'vitest';
import { CONSENT_VERSION, toPersonsConsent } from '../../../lib/core/consent.ts';
import { CONSENT_KEY, createConsentStore } from '../../../lib/storage/consent-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

test('there is none until it is given, nor after it was taken back', async () => {
  const store = createConsentStore(createFakeKeyValueArea());
  expect(await store.load()).toBeUndefined();
  await store.give(toPersonsConsent(7));
  expect(await store.load()).toEqual({ version: CONSENT_VERSION, givenAt: 7, by: 'person' });
  await store.withdraw();
  expect(await store.load()).toBeUndefined();
});

test.each([
  true,
  'yes',
  {},
  { ...toPersonsConsent(7), version: CONSENT_VERSION - 1 },
  { ...toPersonsConsent(7), version: 'newest' },
  { ...toPersonsConsent(7), by: 'nobody' },
])('%j is no consent to what is asked today', async (value) => {
  expect(await createConsentStore(createFakeKeyValueArea({ [CONSENT_KEY]: value })).load()).toBeUndefined();
});

test('listeners hear of it, until they end it', async () => {
  const area = createFakeKeyValueArea();
  const store = createConsentStore(area);
  let heard = 0;
  const end = store.subscribe(() => {
    heard += 1;
  });
  await store.give(toPersonsConsent(7));
  await store.withdraw();
  await area.set('something-else', 1);
  expect(heard).toBe(2);
  end();
  expect(area.listenerCount()).toBe(0);
});
