import { expect, test } from 'vitest';
import { NO_CONNECTION, tokenFor } from '../../../lib/core/connection.ts';
import { CONNECTION_KEY, createConnectionStore } from '../../../lib/storage/connection-store.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

test('what was saved is loaded', async () => {
  const store = createConnectionStore(createFakeKeyValueArea());
  await store.save(aConnection());
  expect(await store.load()).toEqual(aConnection());
});

test('tokens may be kept while there is no connection', async () => {
  const store = createConnectionStore(createFakeKeyValueArea());
  await store.save(aConnection({ server: null }));
  expect(await store.load()).toEqual(aConnection({ server: null }));
});

test.each([
  undefined,
  null,
  'https://scanner.example.org',
  42,
  [],
  {},
  { server: null },
  { tokens: {} },
  { server: 7, tokens: {} },
  { server: 'not an address', tokens: {} },
  { server: '', tokens: {} },
  { server: 'https://scanner.example.org', tokens: null },
  { server: 'https://scanner.example.org', tokens: { 'https://scanner.example.org': 7 } },
])('%j counts as not connected', async (value) => {
  const area = createFakeKeyValueArea({ [CONNECTION_KEY]: value });
  expect(await createConnectionStore(area).load()).toEqual(NO_CONNECTION);
});

test('a token for __proto__ is no token for anybody', async () => {
  const tokens: unknown = JSON.parse('{"__proto__": "stolen", "https://one.example": "one"}');
  const area = createFakeKeyValueArea({ [CONNECTION_KEY]: { server: 'https://one.example', tokens } });
  const connection = await createConnectionStore(area).load();
  expect(tokenFor(connection, 'https://one.example')).toBe('one');
  expect(tokenFor(connection, 'stolen')).toBeUndefined();
  expect(Object.getPrototypeOf(connection.tokens)).toBe(Object.prototype);
});

test('listeners hear of the connection only, until they end it', async () => {
  const area = createFakeKeyValueArea();
  const store = createConnectionStore(area);
  let heard = 0;
  const end = store.subscribe(() => {
    heard += 1;
  });
  await store.save(aConnection());
  await area.set('something-else', 1);
  expect(heard).toBe(1);
  end();
  await store.save(NO_CONNECTION);
  expect([heard, area.listenerCount()]).toEqual([1, 0]);
});
