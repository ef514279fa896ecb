import { beforeEach, expect, test, vi } from 'vitest';
import type { Scan } from '../../../lib/core/scan.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const DAY_MS = 86_400_000;
const NOW = START_OF_TEST;

let made: TestStore;

beforeEach(() => {
  made = createTestStore();
});

/** A scan at rest that was made so many days ago. */
const aged = (days: number, given: Partial<Scan> = {}) =>
  aScanAtRest({
    id: `${days} days`,
    createdAt: NOW - days * DAY_MS,
    finishedAt: NOW - days * DAY_MS,
    ...given,
  });

async function addAll(...scans: readonly Scan[]): Promise<void> {
  for (const scan of scans) await made.store.add(scan);
}

const listIds = async () => (await made.store.listAtRest(100)).map(({ id }) => id);

test('0 keeps everything', async () => {
  await addAll(aged(0), aged(10_000));
  await made.pruneHistory({ keepDays: 0, keepRows: 0 }, NOW);
  expect(await listIds()).toEqual(['0 days', '10000 days']);
});

test('what is older than the days that are kept goes', async () => {
  await addAll(aged(29), aged(31), aged(400));
  await made.pruneHistory({ keepDays: 30, keepRows: 0 }, NOW);
  expect(await listIds()).toEqual(['29 days']);
});

test('no more than the rows that are kept stay, and they are the newest', async () => {
  await addAll(aged(3), aged(1), aged(2), aged(0));
  await made.pruneHistory({ keepDays: 0, keepRows: 2 }, NOW);
  expect(await listIds()).toEqual(['0 days', '1 days']);
});

test.each([2, 3])('a history of 2 within a limit of %i is left alone', async (keepRows) => {
  await addAll(aged(0), aged(1));
  await made.pruneHistory({ keepDays: 0, keepRows }, NOW);
  expect(await listIds()).toHaveLength(2);
});

test('what is under way or still to be told stays, however old', async () => {
  const running = aScan({ createdAt: 0 });
  await addAll(running, aged(400, { notice: 'due' }), aged(401));
  await made.pruneHistory({ keepDays: 30, keepRows: 1 }, NOW);
  expect(await listIds()).toEqual(['400 days']);
  expect(await made.store.get(running.id)).toEqual(running);
});

test.each([2 ** 32, Number.MAX_SAFE_INTEGER])('a limit of %i rows is none', async (keepRows) => {
  // Browsers refuse to go farther, which the fake does not: https://www.w3.org/TR/IndexedDB/#dom-idbcursor-advance
  // Only after the store was used: idb remembers the methods of cursors as it first finds them, for all tests to come.
  await addAll(aged(0), aged(1));
  const advance = vi.spyOn(IDBCursor.prototype, 'advance');
  await made.pruneHistory({ keepDays: 0, keepRows }, NOW);
  expect(advance.mock.calls).toEqual([[2 ** 32 - 1]]);
  advance.mockRestore();
  expect(await listIds()).toHaveLength(2);
});

test('an empty history is pruned in peace', async () => {
  await made.pruneHistory({ keepDays: 1, keepRows: 1 }, NOW);
  expect(await listIds()).toEqual([]);
});
