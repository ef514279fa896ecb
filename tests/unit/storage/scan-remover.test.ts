import { openDB } from 'idb';
import { beforeEach, expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { isAtRest, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';

const STORES = ['scans', 'holds', 'history', 'staged'] as const;

let made: TestStore;

beforeEach(() => {
  made = createTestStore();
});

async function add(scan: Scan, hold?: Hold): Promise<string> {
  await made.store.add(scan);
  if (hold !== undefined) await made.holds.add({ ...hold, id: scan.id });
  await made.staged.stage(scan.id, new Blob(['abc']), 1);
  return scan.id;
}

/** In how many of the stores there is a row of this id. */
async function countRows(id: string): Promise<number> {
  const database = await openDB(made.databaseName);
  const rows = await Promise.all(STORES.map((store) => database.getAll(store)));
  database.close();
  return rows.flat().filter((row) => row.id === id).length;
}

test('of a scan at rest nothing is left, and of others everything', async () => {
  const [gone, kept] = [await add(aScanAtRest(), aHoldAtRest()), await add(aScanAtRest(), aHoldAtRest())];
  expect(await made.removeScans([gone, 'nobody'])).toEqual([gone]);
  expect(await countRows(gone)).toBe(0);
  expect(await countRows(kept)).toBe(4);
});

test('a scan under way stays, in whichever state', async () => {
  for (const state of SCAN_STATES.filter((name) => !isAtRest(name))) {
    const id = await add(aScan({ state }));
    expect(await made.removeScans([id]), state).toEqual([]);
    expect(await countRows(id), state).toBe(2);
  }
});

test.each<[string, Scan, Hold]>([
  ['whose file is still held', aScanAtRest(), aHold({ state: 'held' })],
  ['about which a person is asked', aScanAtRest(), aHoldAtRest({ state: 'kept', question: 'suspicious' })],
  ['whose outcome is still to be told', aScanAtRest({ notice: 'due' }), aHoldAtRest()],
  ['whose end is still to be told', aScanAtRest(), aHoldAtRest({ notice: 'due' })],
])('a scan %s stays', async (_what, scan, hold) => {
  const id = await add(scan, hold);
  expect(await made.removeScans([id])).toEqual([]);
  expect(await countRows(id)).toBe(4);
});

test('many are removed, and announced once', async () => {
  const scans = Array.from({ length: 1_100 }, () => aScanAtRest());
  await Promise.all(scans.map(made.store.add));
  const announced = made.changes.announcedCount();
  expect(await made.removeScans(scans.map(({ id }) => id))).toHaveLength(1_100);
  expect(await made.store.listAtRest(1)).toEqual([]);
  expect(made.changes.announcedCount()).toBe(announced + 1);
});

test('where nothing was removed nothing is announced', async () => {
  expect(await made.removeScans([])).toEqual([]);
  expect(made.changes.announcedCount()).toBe(0);
});
