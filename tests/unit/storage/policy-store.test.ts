import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { CONSENTED_POLICY, type GuardPolicy, UNCONSENTED_POLICY } from '../../../lib/core/guard-policy.ts';
import type { KeyValueArea } from '../../../lib/core/key-value-area.ts';
import { migratePolicy, type PolicyMigration } from '../../../lib/storage/policy-migrations.ts';
import { createPolicyStore, POLICY_KEY, POLICY_VERSION } from '../../../lib/storage/policy-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

/** No field but one as by default. */
const CHOSEN: GuardPolicy = {
  mode: 'warn',
  holdUntilScanned: true,
  scanTimeLimitMs: 60_000,
  onUnfinished: 'keep',
  onTooLarge: 'remove',
  onEncrypted: 'keep',
  onSuspicious: 'remove',
  alwaysScanBytes: true,
  allow: [
    { kind: 'host', host: '*.example.org', why: 'Our own site.' },
    { kind: 'size', atMost: 10, why: 'Too small to do harm.' },
  ],
  block: [
    { kind: 'pattern', pattern: 'https://*.example.net/*', why: 'Known for malware.' },
    { kind: 'ending', ending: 'scr', why: 'No screen savers.' },
    { kind: 'size', atLeast: 1_000_000_000, atMost: 2_000_000_000, why: 'Too large for us.' },
  ],
};

const FIXTURES = new URL('../../fixtures/policy/', import.meta.url);

function aStore(area: KeyValueArea, isGiven = true) {
  return createPolicyStore(area, createFakeConsentStore({ isGiven }));
}

function loadStored(value: unknown) {
  return aStore(createFakeKeyValueArea({ [POLICY_KEY]: value })).load();
}

const loadFields = (fields: Record<string, unknown>) => loadStored({ version: POLICY_VERSION, fields });

test('what was saved is loaded', async () => {
  const store = aStore(createFakeKeyValueArea());
  await store.save(CHOSEN);
  expect(await store.load()).toEqual({ policy: CHOSEN, unreadable: [] });
});

test('what nobody set depends on the consent: with it downloads are held, without it they are left alone', async () => {
  const area = createFakeKeyValueArea();
  expect((await aStore(area).load()).policy).toEqual(CONSENTED_POLICY);
  expect((await aStore(area, false).load()).policy).toEqual(UNCONSENTED_POLICY);
  expect(await area.get(POLICY_KEY)).toBeUndefined();
});

describe('versions', () => {
  test('each has its fixture', () => {
    const versions = Array.from({ length: POLICY_VERSION }, (_, index) => `version-${index + 1}.json`);
    expect(readdirSync(FIXTURES).toSorted()).toEqual(versions.toSorted());
  });

  test.each(readdirSync(FIXTURES))('%s is read to the last field', async (name) => {
    const stored: unknown = JSON.parse(readFileSync(new URL(name, FIXTURES), 'utf8'));
    expect(await loadStored(stored)).toEqual({ policy: CHOSEN, unreadable: [] });
  });

  test('a newer one is read as far as it is understood', async () => {
    const fields = { ...CHOSEN, mode: 'quarantine', colour: 'blue' };
    expect(await loadStored({ version: POLICY_VERSION + 1, fields })).toEqual({
      policy: { ...CHOSEN, mode: CONSENTED_POLICY.mode },
      unreadable: ['mode'],
    });
  });
});

describe('migrations', () => {
  const rename: PolicyMigration = ({ kind, ...rest }) => ({ ...rest, mode: kind });
  const add: PolicyMigration = (fields) => ({ ...fields, added: true });

  test('run in their order, from the version on that was stored', () => {
    expect(migratePolicy({ kind: 'off' }, 1, [rename, add])).toEqual({ mode: 'off', added: true });
    expect(migratePolicy({ mode: 'off' }, 2, [rename, add])).toEqual({ mode: 'off', added: true });
    expect(migratePolicy({ mode: 'off' }, 3, [rename, add])).toEqual({ mode: 'off' });
    expect(migratePolicy({ mode: 'off' }, 9, [rename, add])).toEqual({ mode: 'off' });
  });

  test('that fail leave what was reached', () => {
    const fail: PolicyMigration = () => {
      throw new RangeError('no');
    };
    expect(migratePolicy({ kind: 'off' }, 1, [rename, fail, add])).toEqual({ mode: 'off' });
  });
});

describe('a field that can not be read', () => {
  test.each([
    ['mode', 'quarantine'],
    ['mode', null],
    ['holdUntilScanned', 'yes'],
    ['scanTimeLimitMs', 0],
    ['scanTimeLimitMs', -1],
    ['scanTimeLimitMs', Number.NaN],
    ['scanTimeLimitMs', Number.POSITIVE_INFINITY],
    ['scanTimeLimitMs', '60000'],
    ['onUnfinished', 'pray'],
    ['onTooLarge', 1],
    ['onEncrypted', null],
    ['onSuspicious', {}],
    ['alwaysScanBytes', 1],
    ['allow', 'everything'],
    ['block', null],
    ['block', { 0: CHOSEN.block[0] }],
  ] as const)('%s: %j falls back, and no other does', async (name, value) => {
    expect(await loadFields({ ...CHOSEN, [name]: value })).toEqual({
      policy: { ...CHOSEN, [name]: CONSENTED_POLICY[name] },
      unreadable: [name],
    });
  });

  test.each(Object.keys(CHOSEN))('%s may be missing', async (name) => {
    const { policy, unreadable } = await loadFields({ ...CHOSEN, [name]: undefined });
    expect(policy).toEqual({
      ...CHOSEN,
      ...Object.fromEntries(Object.entries(CONSENTED_POLICY).filter(([key]) => key === name)),
    });
    expect(unreadable).toEqual([]);
  });

  test.each([
    {},
    null,
    'exe',
    { kind: 'host', host: '', why: '' },
    { kind: 'host', host: 'example.org' },
    { kind: 'pattern', pattern: 'example.org', why: '' },
    { kind: 'ending', ending: ' ', why: '' },
    { kind: 'size', why: '' },
    { kind: 'size', atMost: -1, why: '' },
    { kind: 'size', atLeast: 1.5, why: '' },
    { kind: 'colour', colour: 'blue', why: '' },
  ])('is a rule like %j: the others of its list stay', async (rule) => {
    const [first, ...rest] = CHOSEN.block;
    const { policy, unreadable } = await loadFields({ ...CHOSEN, block: [first, rule, ...rest] });
    expect(policy).toEqual(CHOSEN);
    expect(unreadable).toEqual(['block[1]']);
  });
});

test.each([undefined, 0, 1.5, 'one', null])('a version that is %j costs no field', async (version) => {
  expect(await loadStored({ version, fields: CHOSEN })).toEqual({ policy: CHOSEN, unreadable: [] });
});

test.each([null, 7, 'off', [], {}, { version: 1 }, { version: 1, fields: 'off' }])(
  '%j is no policy at all',
  async (value) => {
    expect(await loadStored(value)).toEqual({ policy: CONSENTED_POLICY, unreadable: [POLICY_KEY] });
  },
);

test('listeners hear of the policy and of the consent, until they end it', async () => {
  const area = createFakeKeyValueArea();
  const consents = createFakeConsentStore();
  const store = createPolicyStore(area, consents);
  let heard = 0;
  const end = store.subscribe(() => {
    heard += 1;
  });
  await store.save(CHOSEN);
  await area.set('something-else', 1);
  expect(heard).toBe(1);
  await consents.withdraw();
  expect(heard).toBe(2);
  end();
  expect(consents.listenerCount()).toBe(0);
  expect(area.listenerCount()).toBe(0);
});

test('"off" before the consent is nobody’s choice, and goes with it; any other mode stays', async () => {
  const area = createFakeKeyValueArea();
  const rule = { kind: 'ending', ending: 'scr', why: '' } as const;
  await aStore(area, false).save({ ...UNCONSENTED_POLICY, block: [rule] });
  expect((await aStore(area, false).load()).policy.mode).toBe('off');
  expect((await aStore(area).load()).policy).toMatchObject({ mode: CONSENTED_POLICY.mode, block: [rule] });
  await aStore(area).save({ ...CONSENTED_POLICY, mode: 'off' });
  expect((await aStore(area).load()).policy.mode).toBe('off');
});
