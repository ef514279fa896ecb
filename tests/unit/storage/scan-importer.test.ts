import { beforeEach, expect, test } from 'vitest';
import { exportHistory } from '../../../entrypoints/history/export-history.ts';
import { readHistoryFile } from '../../../entrypoints/history/read-history-file.ts';
import { createHistoryReader } from '../../../lib/storage/history-reader.ts';
import { createDatabaseOpener } from '../../../lib/storage/open-database.ts';
import { createScanImporter, type ImportScans } from '../../../lib/storage/scan-importer.ts';
import { createScanReader } from '../../../lib/storage/scan-reader.ts';
import { aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const now = () => START_OF_TEST;

let made: TestStore;
let importScans: ImportScans;

beforeEach(() => {
  made = createTestStore();
  importScans = createScanImporter(createDatabaseOpener(made.databaseName), made.changes, now);
});

const listHistory = async ({ databaseName }: TestStore) =>
  (await createHistoryReader(createDatabaseOpener(databaseName)).list(10_000)).rows;

test('rows are taken one by one, and what can not be is reported', async () => {
  const good = aScanAtRest();
  const report = await importScans([good, { ...good, id: 'x', verdict: 'fine' }, 'text', aPollingScan()]);
  expect(report).toEqual({
    added: 1,
    known: 0,
    refused: [
      { row: 2, fault: 'unreadable', detail: expect.stringContaining('verdict') },
      { row: 3, fault: 'unreadable', detail: expect.any(String) },
      { row: 4, fault: 'under-way', detail: undefined },
    ],
  });
  expect(await made.store.get(good.id)).toMatchObject({ ...good, notice: 'shown', isImported: true });
});

test('nothing that is here is changed, and no row is added twice', async () => {
  const here = aScanAtRest({ verdict: 'malicious' });
  await made.store.add(here);
  const fresh = aScanAtRest();
  expect(await importScans([{ ...here, verdict: 'clean' }, fresh, fresh])).toMatchObject({
    added: 1,
    known: 2,
  });
  expect(await made.store.get(here.id)).toEqual(here);
});

test('an imported verdict answers for no file', async () => {
  const scan = aScanAtRest({ server: 'https://scanner.example.org', sample: { sha256: 'ab'.repeat(32) } });
  await importScans([scan]);
  expect(
    await made.store.findFreshVerdict('ab'.repeat(32), 'https://scanner.example.org', 0),
  ).toBeUndefined();
});

test('many are added in a few steps, each of which is told', async () => {
  const done: number[] = [];
  const scans = Array.from({ length: 2_500 }, (_, index) =>
    aScanAtRest({ createdAt: START_OF_TEST + index }),
  );
  expect(await importScans(scans, (count) => done.push(count))).toMatchObject({ added: 2_500, refused: [] });
  expect(done).toEqual([1_000, 2_000, 2_500]);
  expect(await listHistory(made)).toHaveLength(2_500);
});

test('what is exported comes back the same, with what became of the files', async () => {
  const scans = [
    aScanAtRest({ name: '"=1,é' }),
    aScanAtRest({ createdAt: START_OF_TEST - 5, verdict: 'spam' }),
  ];
  for (const scan of scans) await made.store.add(scan);
  await made.holds.add(aHoldAtRest({ id: scans[0]?.id ?? '', state: 'removed' }));
  const rows = await listHistory(made);
  const readScans = createScanReader(createDatabaseOpener(made.databaseName));
  const imported = await readHistoryFile(await exportHistory(rows, 'json', readScans));

  const other = createTestStore();
  const report = await createScanImporter(
    createDatabaseOpener(other.databaseName),
    other.changes,
    now,
  )(imported ?? []);
  expect(report).toEqual({ added: 2, known: 0, refused: [] });
  expect(await listHistory(other)).toEqual(rows);
});

test('an exported table has a head, one line for each scan, and no formula', async () => {
  await made.store.add(aScanAtRest({ name: '=HYPERLINK("https://evil.example")' }));
  const readScans = createScanReader(createDatabaseOpener(made.databaseName));
  const bytes = await (await exportHistory(await listHistory(made), 'csv', readScans)).arrayBuffer();
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  expect(text.startsWith('\ufeffid,created,finished,name,')).toBe(true);
  expect(text.trimEnd().split('\r\n')).toHaveLength(2);
  expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
});

test.each(['', 'null', '[]', '{"format":"sluice-history","version":2,"scans":[]}', '{"scans":[]}'])(
  '%j is no exported history',
  async (text) => {
    expect(await readHistoryFile(new Blob([text]))).toBeUndefined();
  },
);
