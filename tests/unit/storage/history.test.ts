import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

let made: TestStore;

beforeEach(() => {
  made = createTestStore();
});

async function listHistory(): Promise<unknown[]> {
  const database = await openDB(made.databaseName);
  const rows = await database.getAll('history');
  database.close();
  return rows;
}

test('a scan is in the history from when it comes to rest until it is taken up again', async () => {
  const { store } = made;
  const scan = aPollingScan();
  await store.add(scan);
  expect(await listHistory()).toEqual([]);
  await store.update(scan.id, (current) =>
    advanceScan(current, { type: 'finish', result: aResult({ verdict: 'spam' }) }, START_OF_TEST),
  );
  expect(await listHistory()).toMatchObject([{ id: scan.id, outcome: 'spam' }]);
  await store.update(scan.id, (current) => advanceScan(current, { type: 'rescan' }, START_OF_TEST));
  expect(await listHistory()).toEqual([]);
});

test('what is at rest from the beginning is in the history, the newest first', async () => {
  const [old, recent] = [aScanAtRest(), aScanAtRest({ createdAt: START_OF_TEST + 1 })];
  await made.store.add(recent);
  await made.store.add(old);
  await made.store.add(aScan());
  expect(await listHistory()).toMatchObject([{ id: recent.id }, { id: old.id }]);
});

test('the history tells what becomes of the file, whichever of scan and hold comes first', async () => {
  const { store, holds } = made;
  const [one, other] = [aScanAtRest(), aScanAtRest({ createdAt: START_OF_TEST - 1 })];
  await store.add(one);
  await holds.add(aHold({ id: one.id }));
  await holds.add(aHoldAtRest({ id: other.id, state: 'kept' }));
  await store.add(other);
  expect(await listHistory()).toMatchObject([{ id: one.id }, { id: other.id, fate: 'kept' }]);
  await holds.update(one.id, (hold) => ({ ...hold, state: 'removed' }));
  await holds.update(other.id, (hold) => ({ ...hold, state: 'removing' }));
  const rows = await listHistory();
  expect(rows).toMatchObject([{ id: one.id, fate: 'removed' }, { id: other.id }]);
  expect(rows[1]).not.toHaveProperty('fate');
});

test('a hold without a scan puts nothing into the history', async () => {
  await made.holds.add(aHoldAtRest());
  expect(await listHistory()).toEqual([]);
});

test('a change that fails changes the history no more than the scan', async () => {
  const scan = aScanAtRest();
  await made.store.add(scan);
  const before = await listHistory();
  const failing = made.store.update(scan.id, () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await expect(made.store.add(scan)).rejects.toThrow();
  expect(await listHistory()).toEqual(before);
});
