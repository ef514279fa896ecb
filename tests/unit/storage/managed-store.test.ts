import { expect, test } from 'vitest';
import type { KeyValueArea } from '../../../lib/core/key-value-area.ts';
import { createManagedStore, LAST_POLICY_KEY } from '../../../lib/storage/managed-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';
import { createFakeManagedArea } from '../../fakes/fake-managed-area.ts';

test('a policy that can not be read any more holds as it was read last, in the next context too', async () => {
  const local = createFakeKeyValueArea();
  const area = createFakeManagedArea({ mode: 'block', server: 'eu' });
  const store = createManagedStore(area, local);
  const read = await store.load();
  expect(read.isUnreadable).toBe(false);
  area.fail();
  expect(await store.load()).toEqual({ ...read, isUnreadable: true });
  expect(await createManagedStore(area, local).load()).toEqual({ ...read, isUnreadable: true });
});

test('a policy that was taken back unlocks all, and is not remembered', async () => {
  const local = createFakeKeyValueArea();
  const area = createFakeManagedArea({ mode: 'block' });
  const store = createManagedStore(area, local);
  await store.load();
  area.apply({});
  expect((await store.load()).locked.size).toBe(0);
  area.fail();
  const { locked, isUnreadable } = await store.load();
  expect({ locks: locked.size, isUnreadable }).toEqual({ locks: 0, isUnreadable: true });
});

test('where no policy was ever read, a failure locks nothing and says so', async () => {
  const area = createFakeManagedArea();
  area.fail();
  const { locked, faults, isUnreadable } = await createManagedStore(area, createFakeKeyValueArea()).load();
  expect({ locks: locked.size, faults, isUnreadable }).toEqual({ locks: 0, faults: [], isUnreadable: true });
});

test('a policy is kept once for each time that it changes, and none where there is none', async () => {
  const local = createFakeKeyValueArea();
  let writes = 0;
  local.subscribe(LAST_POLICY_KEY, () => {
    writes += 1;
  });
  const area = createFakeManagedArea();
  const stores = [createManagedStore(area, local), createManagedStore(area, local)];
  const loadAll = () => Promise.all(stores.map((store) => store.load()));
  await loadAll();
  expect(writes).toBe(0);
  area.apply({ mode: 'warn' });
  for (const store of stores) await store.load();
  await loadAll();
  expect(writes).toBe(1);
});

test('a policy holds though it can not be kept', async () => {
  const full: Pick<KeyValueArea, 'get' | 'set'> = {
    get: async () => undefined,
    set: () => Promise.reject(new Error('The disk is full.')),
  };
  const { locked } = await createManagedStore(createFakeManagedArea({ theme: 'dark' }), full).load();
  expect([...locked]).toEqual(['theme']);
});
