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

test('what is staged is listed with its time', async () => {
  const { staged } = createTestStore();
  await staged.stage('one', new Blob(), 10);
  await staged.stage('two', new Blob(), 20);
  expect(await staged.list()).toEqual([
    { id: 'one', stagedAt: 10 },
    { id: 'two', stagedAt: 20 },
  ]);
});
