import { expect, test } from 'vitest';
import { toPersonsConsent } from '../../../lib/core/consent.ts';
import { CONSENTED_POLICY, UNCONSENTED_POLICY } from '../../../lib/core/guard-policy.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import { createConnectionStore } from '../../../lib/storage/connection-store.ts';
import { createConsentStore } from '../../../lib/storage/consent-store.ts';
import { createPolicyStore, POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';
import { createPreferenceStore } from '../../../lib/storage/preference-store.ts';
import { createSettingsStores } from '../../../lib/storage/settings-stores.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakeManagedArea } from '../../fakes/fake-managed-area.ts';

const OURS = 'https://scanner.example.org';
const THEIRS = 'https://api.eu.perception-point.io';

function createWorld(values: Readonly<Record<string, unknown>> = {}) {
  const local = createFakeKeyValueArea();
  const area = createFakeManagedArea(values);
  return { local, area, stores: createSettingsStores(local, area) };
}

test("the administrator's values hold over the person's, and the others stay theirs", async () => {
  const { local, stores } = createWorld({ mode: 'block', scanTimeLimitSeconds: 30, theme: 'dark' });
  const own = aPolicy({ mode: 'silent', onTooLarge: 'remove' });
  await createPolicyStore(local, createConsentStore(local)).save(own);
  await createPreferenceStore(local).save({ ...DEFAULT_PREFERENCES, keepDays: 7 });
  expect((await stores.policies.load()).policy).toEqual({ ...own, mode: 'block', scanTimeLimitMs: 30_000 });
  expect(await stores.preferences.load()).toEqual({ ...DEFAULT_PREFERENCES, keepDays: 7, theme: 'dark' });
});

test("the person's own is known whatever lies over it", async () => {
  const managed = { server: 'eu', token: 'company', mode: 'block', block: [], theme: 'dark', keepDays: 1 };
  const { local, stores } = createWorld(managed);
  const policy = aPolicy({ mode: 'silent' });
  const preferences = { ...DEFAULT_PREFERENCES, keepDays: 7 };
  await createConnectionStore(local).save({ server: OURS, tokens: { [OURS]: 'mine' } });
  await createPolicyStore(local, createConsentStore(local)).save(policy);
  await createPreferenceStore(local).save(preferences);
  expect(await stores.own.connections.load()).toEqual({ server: OURS, tokens: { [OURS]: 'mine' } });
  expect((await stores.own.policies.load()).policy).toEqual(policy);
  expect(await stores.own.preferences.load()).toEqual(preferences);
});

test("saving keeps nothing of the administrator's as the person's own", async () => {
  const { local, area, stores } = createWorld({ mode: 'block', theme: 'dark' });
  await createPolicyStore(local, createConsentStore(local)).save(aPolicy({ mode: 'silent' }));
  const { policy } = await stores.policies.load();
  await stores.policies.save({ ...policy, onTooLarge: 'remove' });
  await stores.preferences.save({ ...(await stores.preferences.load()), notifyClean: true });
  area.apply({});
  expect((await stores.policies.load()).policy).toEqual(aPolicy({ mode: 'silent', onTooLarge: 'remove' }));
  expect(await stores.preferences.load()).toEqual({ ...DEFAULT_PREFERENCES, notifyClean: true });
});

test('a server and its token are set and taken back without a trace', async () => {
  const { local, area, stores } = createWorld({ server: 'eu', token: 'company' });
  const own = { server: OURS, tokens: { [OURS]: 'mine' } };
  await createConnectionStore(local).save(own);
  const held = { server: THEIRS, tokens: { [OURS]: 'mine', [THEIRS]: 'company' } };
  expect(await stores.connections.load()).toEqual(held);
  await stores.connections.save(held);
  area.apply({});
  expect(await stores.connections.load()).toEqual(own);
});

test("the person's own token for the administrator's server stays, with and without one of the administrator's", async () => {
  const { area, stores } = createWorld({ server: 'eu' });
  await stores.connections.save({ server: THEIRS, tokens: { [THEIRS]: 'mine' } });
  area.apply({ server: 'eu', token: 'company' });
  await stores.connections.save(await stores.connections.load());
  area.apply({ server: 'eu' });
  expect(await stores.connections.load()).toEqual({ server: THEIRS, tokens: { [THEIRS]: 'mine' } });
  area.apply({});
  expect((await stores.connections.load()).server).toBeNull();
});

test('what could not be read is told of the fields only that are still the person’s', async () => {
  const { local, stores } = createWorld({ mode: 'block', block: [] });
  const fields = { ...aPolicy(), mode: 'pray', onTooLarge: 'pray', block: [7], allow: [7] };
  await local.set(POLICY_KEY, { version: POLICY_VERSION, fields });
  expect((await stores.policies.load()).unreadable).toEqual(['onTooLarge', 'allow[0]']);
});

test("an administrator's consent holds in the place of the person's, and the defaults follow it", async () => {
  const { area, stores } = createWorld({ consent: true });
  expect(await stores.consents.load()).toMatchObject({ by: 'administrator' });
  expect((await stores.policies.load()).policy).toEqual(CONSENTED_POLICY);
  area.apply({ consent: false });
  expect(await stores.consents.load()).toBeUndefined();
  expect((await stores.policies.load()).policy).toEqual(UNCONSENTED_POLICY);
  await stores.consents.give(toPersonsConsent(7));
  expect(await stores.consents.load()).toMatchObject({ givenAt: 7, by: 'person' });
});

test('listeners of each store hear of both areas, until they end it', async () => {
  const { local, area, stores } = createWorld();
  const heard: string[] = [];
  const ends = [
    stores.connections.subscribe(() => heard.push('connections')),
    stores.consents.subscribe(() => heard.push('consents')),
    stores.policies.subscribe(() => heard.push('policies')),
    stores.preferences.subscribe(() => heard.push('preferences')),
    stores.managed.subscribe(() => heard.push('managed')),
  ];
  area.apply({ mode: 'off' });
  expect(heard.toSorted()).toEqual(['connections', 'consents', 'managed', 'policies', 'preferences']);
  await stores.preferences.save(DEFAULT_PREFERENCES);
  expect(heard.at(-1)).toBe('preferences');
  for (const end of ends) end();
  expect(area.listenerCount() + local.listenerCount()).toBe(0);
});
