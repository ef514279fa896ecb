import { beforeEach, expect, test, vi } from 'vitest';
import { createHistoryModel, type HistoryModel } from '../../../entrypoints/history/history-model.ts';
import { createHistoryReader } from '../../../lib/storage/history-reader.ts';
import { createDatabaseOpener } from '../../../lib/storage/open-database.ts';
import { aHoldAtRest } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

let made: TestStore;
let model: HistoryModel;

beforeEach(() => {
  made = createTestStore();
  model = createHistoryModel({
    reader: createHistoryReader(createDatabaseOpener(made.databaseName)),
    changes: made.changes,
    giveWay: async () => {},
  });
});

const addMany = (count: number) =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      made.store.add(aScanAtRest({ id: `scan-${index}`, createdAt: START_OF_TEST + index })),
    ),
  );

const shownIds = () => model.current().shown.map(({ id }) => id);

test('all scans at rest are there, the newest first, and none that is under way', async () => {
  await addMany(2_500);
  await made.store.add(aScan());
  await model.load();
  expect(model.current()).toMatchObject({ total: 2_500, isReading: false, isBroken: false });
  expect(shownIds()).toEqual(Array.from({ length: 2_500 }, (_, index) => `scan-${2_499 - index}`));
});

test('what comes, changes and goes is seen without a new start', async () => {
  await addMany(300);
  await model.load();
  model.subscribe(() => {});
  await made.store.add(aScanAtRest({ id: 'new', createdAt: START_OF_TEST + 9_000 }));
  await vi.waitFor(() => expect(shownIds()[0]).toBe('new'));
  await made.store.update('scan-0', (scan) => ({ ...scan, verdict: 'malicious' }));
  await vi.waitFor(() => expect(model.current().shown.at(-1)?.outcome).toBe('malicious'));
  await made.removeScans(['scan-3', 'new']);
  await vi.waitFor(() => expect(model.current().total).toBe(299));
  expect(shownIds()).not.toContain('scan-3');
});

test('an old scan whose file was decided on is read again, whoever decided', async () => {
  await addMany(300);
  await made.holds.add(aHoldAtRest({ id: 'scan-0', state: 'kept' }));
  await model.load();
  expect(model.current().shown.at(-1)?.fate).toBe('kept');
  model.subscribe(() => {});
  await made.holds.update('scan-0', (hold) => ({ ...hold, state: 'removed' }));
  await vi.waitFor(() => expect(model.current().shown.at(-1)?.fate).toBe('removed'));
});

test('a search is answered by what fits, and by nothing of an earlier one', async () => {
  await addMany(20);
  await model.load();
  model.search({ text: 'nothing like it' });
  model.search({ text: 'report' });
  await vi.waitFor(() => expect(model.current().shown).toHaveLength(20));
  model.search({ outcome: 'spam' });
  await vi.waitFor(() => expect(model.current()).toMatchObject({ shown: [], total: 20 }));
});

test('another order holds for what comes after it', async () => {
  await addMany(3);
  await model.load();
  model.subscribe(() => {});
  model.sort({ by: 'time', isDescending: false });
  await vi.waitFor(() => expect(shownIds()).toEqual(['scan-0', 'scan-1', 'scan-2']));
  await made.store.add(aScanAtRest({ id: 'new', createdAt: START_OF_TEST + 9_000 }));
  await vi.waitFor(() => expect(shownIds().at(-1)).toBe('new'));
});

test('a store that can not be read is told of', async () => {
  const broken = createHistoryModel({
    reader: createHistoryReader(() => Promise.reject(new Error('no'))),
    changes: made.changes,
    giveWay: async () => {},
  });
  await broken.load();
  expect(broken.current()).toMatchObject({ isBroken: true, isReading: false });
});
