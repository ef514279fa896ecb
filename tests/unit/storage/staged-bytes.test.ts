import { expect, test } from 'vitest';
import { createDatabaseOpener } from '../../../lib/storage/open-database.ts';
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

test('what is known of one is told without its bytes', async () => {
  const { staged } = createTestStore();
  const facts = { sha256: 'ab'.repeat(32), type: 'application/pdf' };
  await staged.stage('one', new Blob(['first']), 10, facts);
  await staged.stage('two', new Blob(['second']), 20);
  expect(await staged.describe('one')).toEqual({ id: 'one', stagedAt: 10, size: 5, ...facts });
  expect(await staged.describe('two')).toEqual({ id: 'two', stagedAt: 20, size: 6 });
  expect(await staged.describe('three')).toBeUndefined();
});

test('a row of an earlier version, which knows no size, is read all the same', async () => {
  const { staged, databaseName } = createTestStore();
  const database = await createDatabaseOpener(databaseName)();
  await database.put('staged', { id: 'old', blob: new Blob(['first']), stagedAt: 10 });
  expect(await staged.describe('old')).toEqual({ id: 'old', stagedAt: 10, size: 5 });
  expect(await (await staged.get('old'))?.text()).toBe('first');
});
