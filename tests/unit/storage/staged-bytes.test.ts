import { expect, test } from 'vitest';
import { createTestStore } from '../../fakes/create-test-store.ts';

test('bytes are kept by id until they are removed, over a restart too', async () => {
  const before = createTestStore();
  await before.staged.stage('one', new Blob(['first']), 10);
  await before.staged.stage('two', new Blob(['second']), 20);
  const { staged } = createTestStore(before.databaseName);
  expect(await (await staged.get('one'))?.text()).toBe('first');
  await staged.remove('one');
  expect(await staged.get('one')).toBeUndefined();
  expect(await (await staged.get('two'))?.text()).toBe('second');
});

test('what was staged until a time is listed', async () => {
  const { staged } = createTestStore();
  await staged.stage('one', new Blob(), 10);
  await staged.stage('two', new Blob(), 20);
  expect(await staged.listUntil(9)).toEqual([]);
  expect(await staged.listUntil(10)).toEqual(['one']);
  expect(await staged.listUntil(20)).toEqual(['one', 'two']);
});
