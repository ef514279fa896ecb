import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import { createHistoryWiper, type WipeHistory } from '../../../lib/storage/history-wiper.ts';
import { createDatabaseOpener, DATABASE_VERSION } from '../../../lib/storage/open-database.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const STORES = ['scans', 'holds', 'history', 'staged'] as const;
const LONG_AGO = START_OF_TEST - 3_600_000;

let made: TestStore;
let wipeHistory: WipeHistory;

beforeEach(() => {
  made = createTestStore();
  wipeHistory = createHistoryWiper(createDatabaseOpener(made.databaseName), made.removeScans, made.changes);
});

/** The ids that are left, by store. */
async function listLeft(): Promise<string[]> {
  const database = await openDB(made.databaseName, DATABASE_VERSION);
  const rows = await Promise.all(
    STORES.map(async (store) => (await database.getAll(store)).map(({ id }) => `${store} ${id}`)),
  );
  database.close();
  return rows.flat().toSorted();
}

/** Puts a row that this version would not write. */
async function put(store: (typeof STORES)[number], row: object): Promise<void> {
  await made.store.listAtRest(1);
  const database = await openDB(made.databaseName, DATABASE_VERSION);
  await database.put(store, row);
  database.close();
}

test('nothing is left, whichever version wrote it and whatever is missing of it', async () => {
  const whole = aScanAtRest();
  await made.store.add(whole);
  await made.holds.add(aHoldAtRest({ id: whole.id }));
  await made.staged.stage(whole.id, new Blob(['abc']), START_OF_TEST);
  await made.staged.stage('orphan', new Blob(['abc']), LONG_AGO);
  await made.staged.stage('orphan/part-0', new Blob(['abc']), LONG_AGO);
  await put('scans', { id: 'later', state: 'quarantined', restKey: [1, 'later'], createdAt: 1 });
  await put('scans', { id: 'later still', state: 'quarantined' });
  await put('holds', { id: 'without a scan', state: 'dissolved' });
  await put('history', { id: 'without a scan', order: -1 });
  await wipeHistory(START_OF_TEST);
  expect(await listLeft()).toEqual([]);
  expect(made.changes.announcedCount()).toBeGreaterThan(0);
});

test('what is under way, asks or is still to be told stays, with its bytes', async () => {
  const [running, told, held] = [aScan(), aScanAtRest({ notice: 'due' }), aScanAtRest()];
  for (const scan of [running, told, held]) await made.store.add(scan);
  await made.holds.add(aHold({ id: held.id, state: 'held' }));
  await made.staged.stage(held.id, new Blob(['abc']), LONG_AGO);
  await made.staged.stage(`${running.id}/part-0`, new Blob(['abc']), LONG_AGO);
  await put('scans', { id: 'later', state: 'dissolving', activeKey: [1, 'later'] });
  const before = await listLeft();
  await wipeHistory(START_OF_TEST);
  expect(await listLeft()).toEqual(before);
});

test('bytes whose scan is about to come stay', async () => {
  await made.staged.stage('coming', new Blob(['abc']), START_OF_TEST);
  await wipeHistory(START_OF_TEST);
  expect(await listLeft()).toEqual(['staged coming']);
});
