import { expect, test } from 'vitest';
import { createLookupMemory, LOOKUPS_KEY } from '../../../lib/storage/lookup-memory.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

test('the way that worked is kept by server', async () => {
  const area = createFakeKeyValueArea();
  const memory = createLookupMemory(area);
  expect(await memory.load('https://one.example')).toBeUndefined();
  await memory.remember('https://one.example', 'list');
  await memory.remember('https://two.example', 'detail');
  const later = createLookupMemory(area);
  expect(await later.load('https://one.example')).toBe('list');
  expect(await later.load('https://two.example')).toBe('detail');
  expect(await later.load('toString')).toBeUndefined();
});

test.each([undefined, 'list', { 'https://one.example': 'by-post' }])(
  '%j is as good as nothing',
  async (value) => {
    const area = createFakeKeyValueArea();
    await area.set(LOOKUPS_KEY, value);
    expect(await createLookupMemory(area).load('https://one.example')).toBeUndefined();
  },
);
