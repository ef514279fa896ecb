import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MANAGED_KEYS, NOTHING_MANAGED } from '../../../lib/core/managed-policy.ts';
import { readManagedFields } from '../../../lib/storage/managed-fields.ts';
import { EVERYTHING_MANAGED } from '../../factories/managed-factory.ts';

/** What is left to the person: a policy that has read nothing. */
const EMPTY = readManagedFields({}).policy;

test('a policy of every key is taken to the last one', () => {
  const { policy, locked, faults } = readManagedFields(EVERYTHING_MANAGED);
  expect(faults).toEqual([]);
  expect([...locked].toSorted()).toEqual([...MANAGED_KEYS].toSorted());
  const { server, token, consent, scanTimeLimitSeconds, ...rest } = EVERYTHING_MANAGED;
  expect(policy).toMatchObject({ server: 'https://api.eu.perception-point.io', token, consent });
  expect({ ...policy.guard, ...policy.preferences }).toEqual({
    ...rest,
    scanTimeLimitMs: scanTimeLimitSeconds * 1_000,
  });
});

test('where nobody administers, nothing is locked', () => {
  const { policy, locked, faults } = readManagedFields({});
  expect(policy).toMatchObject({ server: undefined, token: undefined, consent: false });
  expect(
    Object.values({ ...policy.guard, ...policy.preferences }).every((value) => value === undefined),
  ).toBe(true);
  expect({ locked, faults }).toEqual({ locked: NOTHING_MANAGED.locked, faults: NOTHING_MANAGED.faults });
});

test('the keys of the schema are those of the code', () => {
  const schema: unknown = JSON.parse(
    readFileSync(new URL('../../../public/managed-schema.json', import.meta.url), 'utf8'),
  );
  expect(schema).toHaveProperty('properties');
  const properties = Object(Reflect.get(Object(schema), 'properties'));
  expect(Object.keys(properties)).toEqual([...MANAGED_KEYS]);
  // A value of each key, of the type that the schema gives it.
  const typeOf = (value: unknown) => {
    if (Array.isArray(value)) return 'array';
    return typeof value === 'number' ? 'integer' : typeof value;
  };
  const types = MANAGED_KEYS.map((key) => [key, Reflect.get(Object(properties[key]), 'type')]);
  expect(types).toEqual(MANAGED_KEYS.map((key) => [key, typeOf(EVERYTHING_MANAGED[key])]));
});

describe('a value that can not be taken', () => {
  test.each([
    ['server', 'ftp://example.org', 'not-an-address'],
    ['server', 'http://example.org', 'not-an-address'],
    ['server', 7, 'not-an-address'],
    ['token', '  ', 'not-a-token'],
    ['token', 7, 'not-a-token'],
    ['mode', 'Block', 'not-a-choice'],
    ['holdUntilScanned', 'true', 'not-a-switch'],
    ['scanTimeLimitSeconds', 0, 'not-a-number'],
    ['scanTimeLimitSeconds', 86_401, 'not-a-number'],
    ['scanTimeLimitSeconds', '60', 'not-a-number'],
    ['onUnfinished', 'release', 'not-a-choice'],
    ['onTooLarge', null, 'not-a-choice'],
    ['onEncrypted', true, 'not-a-choice'],
    ['onSuspicious', '', 'not-a-choice'],
    ['alwaysScanBytes', 2, 'not-a-switch'],
    ['allow', '*.example.org', 'not-a-list'],
    ['block', '[]', 'not-a-list'],
    ['consent', 'yes', 'not-a-switch'],
    ['askBeforeDocuments', '1', 'not-a-switch'],
    ['notifyClean', {}, 'not-a-switch'],
    ['keepDays', -1, 'not-a-number'],
    ['keepDays', 1.5, 'not-a-number'],
    ['keepRows', '5000', 'not-a-number'],
    ['theme', 'pink', 'not-a-choice'],
  ] as const)('%s: %j is named, and costs no other', (key, value, reason) => {
    const { policy, locked, faults } = readManagedFields({ ...EVERYTHING_MANAGED, [key]: value });
    const lost = key === 'server' ? ['server', 'token'] : [key];
    expect(faults).toContainEqual({ key, reason });
    expect(faults.map((fault) => fault.key).toSorted()).toEqual(lost);
    expect([...locked].toSorted()).toEqual(MANAGED_KEYS.filter((name) => !lost.includes(name)).toSorted());
    expect(policy).not.toEqual(EMPTY);
  });

  test('is a key that nobody knows', () => {
    expect(readManagedFields({ modus: 'block' }).faults).toEqual([{ key: 'modus', reason: 'unknown-key' }]);
  });

  test('is a line of a list: the other lines stay', () => {
    const [first, second] = EVERYTHING_MANAGED.block;
    const { policy, locked, faults } = readManagedFields({ block: [first, { kind: 'host' }, second] });
    expect(policy.guard.block).toEqual([first, second]);
    expect(faults).toEqual([{ key: 'block[1]', reason: 'not-a-rule' }]);
    expect(locked).toEqual(new Set(['block']));
  });

  test("is a list of refusals without a line that can be read: the person's own stay", () => {
    const { policy, locked, faults } = readManagedFields({ block: [{ kind: 'host' }, 7] });
    expect(policy.guard.block).toBeUndefined();
    expect(locked.size).toBe(0);
    expect(faults.map(({ key }) => key)).toEqual(['block[0]', 'block[1]']);
  });

  test.each([{ block: [] }, { allow: [] }, { allow: [7] }])('but one of none is none: %j', (given) => {
    const { policy, locked } = readManagedFields(given);
    const [key] = locked;
    expect(key === 'allow' || key === 'block' ? policy.guard[key] : undefined).toEqual([]);
  });

  test('is a token for a server that the person chooses', () => {
    const { policy, locked, faults } = readManagedFields({ token: 'secret' });
    expect(policy.token).toBeUndefined();
    expect(locked.size).toBe(0);
    expect(faults).toEqual([{ key: 'token', reason: 'token-without-server' }]);
  });
});

test('consent that is refused for everybody is only none: the person may still give it', () => {
  const { policy, locked, faults } = readManagedFields({ consent: false });
  expect({ consent: policy.consent, locked: locked.size, faults }).toEqual({
    consent: false,
    locked: 0,
    faults: [],
  });
});

test.each([
  ['us', 'https://api.perception-point.io'],
  ['scanner.example.org/api/v1/', 'https://scanner.example.org'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
])('the server %s is %s', (server, address) => {
  expect(readManagedFields({ server }).policy.server).toBe(address);
});

test('yes and no may be 1 and 0, as Firefox reads them from the registry', () => {
  const { policy, faults } = readManagedFields({ holdUntilScanned: 1, notifyClean: 0, consent: 1 });
  expect(faults).toEqual([]);
  expect(policy).toMatchObject({
    consent: true,
    guard: { holdUntilScanned: true },
    preferences: { notifyClean: false },
  });
});
