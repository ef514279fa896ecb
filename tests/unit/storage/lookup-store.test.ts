import { expect, test } from 'vitest';
import { createLookupStore, LOOKUPS_KEY } from '../../../lib/storage/lookup-store.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

test('the way that worked is kept by server', async () => {
  const area = createFakeKeyValueArea();
  const store = createLookupStore(area);
  expect(await store.load('https://one.example')).toBeUndefined();
  await store.remember('https://one.example', 'list');
  await store.remember('https://two.example', 'detail');
  const later = createLookupStore(area);
  expect(await later.load('https://one.example')).toBe('list');
  expect(await later.load('https://two.example')).toBe('detail');
  expect(await later.load('toString')).toBeUndefined();
});

test.each([undefined, 'list', { 'https://one.example': 'by-post' }])(
  '%j is as good as nothing',
  async (value) => {
    const area = createFakeKeyValueArea();
    await area.set(LOOKUPS_KEY, value);
    expect(await createLookupStore(area).load('https://one.example')).toBeUndefined();
  },
);
