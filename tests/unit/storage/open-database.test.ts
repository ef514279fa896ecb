import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import { expect, test } from 'vitest';
import { toHoldRow } from '../../../lib/storage/hold-row.ts';
import { createDatabaseOpener, DATABASE_VERSION } from '../../../lib/storage/open-database.ts';
import { toRow } from '../../../lib/storage/scan-row.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

type Upgrade = IDBPTransaction<unknown, string[], 'versionchange'>;

/** What each version made anew, frozen as it was released. */
const CREATED: readonly ((database: IDBPDatabase, transaction: Upgrade) => void)[] = [
  (database) => {
    const scans = database.createObjectStore('scans', { keyPath: 'id' });
    scans.createIndex('byDue', 'dueAt');
    scans.createIndex('byActive', 'activeKey');
    scans.createIndex('byRest', 'restKey');
    scans.createIndex('byNotice', 'noticeKey');
    scans.createIndex('byDownload', 'downloadId');
  },
  (database) => {
    database.createObjectStore('staged', { keyPath: 'id' });
  },
  (database) => {
    const holds = database.createObjectStore('holds', { keyPath: 'id' });
    holds.createIndex('byActive', 'activeKey');
    holds.createIndex('byDownload', 'downloadIds', { multiEntry: true });
  },
  (_database, transaction) => {
    transaction.objectStore('scans').createIndex('bySha256', 'sha256Key');
  },
  (database) => {
    database.createObjectStore('history', { keyPath: ['order', 'id'] });
  },
];

/** A finished scan as version 1 wrote it: it knew links only. */
const OLD_ROW = {
  id: 'old',
  source: 'link',
  url: 'https://files.example.org/report.pdf',
  name: 'report.pdf',
  host: 'files.example.org',
  state: 'done',
  createdAt: START_OF_TEST,
  finishedAt: START_OF_TEST,
  attempts: 0,
  verdict: 'clean',
  evidence: [],
  sample: {},
  notice: 'shown',
  restKey: [START_OF_TEST, 'old'],
  downloadId: 1,
};

/** The row of the history that is written with it from version 5 on. */
const OLD_HISTORY_ROW = {
  id: 'old',
  order: -START_OF_TEST,
  name: 'report.pdf',
  host: 'files.example.org',
  url: 'https://files.example.org/report.pdf',
  outcome: 'clean',
  source: 'link',
  route: 'link',
};

/** A scan that its server has, as version 1 wrote it. */
const OLD_POLLING_ROW = {
  id: 'polling',
  source: 'link',
  url: 'https://files.example.org/new.pdf',
  name: 'new.pdf',
  host: 'files.example.org',
  state: 'polling',
  createdAt: START_OF_TEST,
  dueAt: START_OF_TEST,
  attempts: 0,
  notice: 'none',
  activeKey: [START_OF_TEST, 'polling'],
};

/** A database as Sluice left it when this was its version, with a row in each store. */
async function makeOld(version: number): Promise<string> {
  const name = `test-${randomUUID()}`;
  const database = await openDB(name, version, {
    upgrade: (upgrading, _old, _new, transaction) => {
      for (const create of CREATED.slice(0, version)) create(upgrading, transaction);
    },
  });
  await database.put('scans', OLD_ROW);
  await database.put('scans', OLD_POLLING_ROW);
  if (version > 4) await database.put('history', OLD_HISTORY_ROW);
  if (version > 1) await database.put('staged', { id: 'old', blob: new Blob(['abc']), stagedAt: 1 });
  database.close();
  return name;
}

async function listHistory(name: string) {
  const database = await createDatabaseOpener(name)();
  return database.getAll('history');
}

/** The stores, with the indexes of each: [name, key, more than one?]. */
async function readShape(name: string): Promise<unknown> {
  const database = await openDB(name);
  const stores = [...database.objectStoreNames].map((storeName) => {
    const store = database.transaction(storeName).store;
    const indexes = [...store.indexNames].map((index) => {
      const { keyPath, multiEntry, unique } = store.index(index);
      return [index, keyPath, multiEntry, unique];
    });
    return [storeName, store.keyPath, indexes];
  });
  database.close();
  return stores;
}

test('there is an upgrade test for each older version', () => {
  expect(DATABASE_VERSION).toBe(CREATED.length + 1);
});

test.each(CREATED.map((_create, index) => index + 1))(
  'version %i is brought to the newest with all that was in it',
  async (version) => {
    const name = await makeOld(version);
    const { store, staged } = createTestStore(name);
    expect(await store.get('old')).toMatchObject({ id: 'old', route: 'link', verdict: 'clean' });
    expect(await store.listAtRest(10)).toHaveLength(1);
    expect(await store.listDue(START_OF_TEST, 10, 'polling')).toMatchObject([{ id: 'polling' }]);
    expect((await store.findByDownload(1))?.id).toBe('old');
    expect(await listHistory(name)).toMatchObject([
      { id: 'old', order: -START_OF_TEST, outcome: 'clean', route: 'link' },
    ]);
    expect(await (await staged.get('old'))?.text()).toBe(version > 1 ? 'abc' : undefined);
    const holds = createTestHoldStore(name).store;
    const hold = aHold({ id: 'old', downloadId: 1 });
    await holds.add(hold);
    expect(await holds.findByDownload(1)).toEqual(hold);
    expect(await holds.countActive()).toBe(1);
    await store.update('old', (scan) => ({ ...scan, server: 'https://a.example', sample: { sha256: 'ab' } }));
    expect((await store.findFreshVerdict('ab', 'https://a.example', 0))?.id).toBe('old');
  },
);

test.each([1, 2, 3, 4, 5])('version %i becomes what a new installation gets', async (version) => {
  const old = await makeOld(version);
  const fresh = `test-${randomUUID()}`;
  for (const name of [old, fresh]) (await createDatabaseOpener(name)()).close();
  expect(await readShape(old)).toEqual(await readShape(fresh));
});

test('the history of an old database tells what became of each scan and its file, the newest first', async () => {
  const name = await makeOld(4);
  const scans = Array.from({ length: 2_500 }, (_, index) =>
    aScanAtRest({ createdAt: START_OF_TEST + index + 1 }),
  );
  const removed = aScanAtRest({ createdAt: START_OF_TEST + 9_000, verdict: 'malicious', source: 'download' });
  const database = await openDB(name);
  const writing = database.transaction(['scans', 'holds'], 'readwrite');
  for (const scan of [...scans, removed, aScan()]) void writing.objectStore('scans').put(toRow(scan));
  void writing.objectStore('scans').put({ ...toRow(aScanAtRest()), state: 'levitating' });
  void writing
    .objectStore('holds')
    .put(toHoldRow(aHoldAtRest({ id: removed.id, state: 'removed', place: 'nowhere' })));
  await writing.done;
  database.close();

  const history = await listHistory(name);
  expect(history[0]).toEqual({
    id: removed.id,
    order: -removed.createdAt,
    name: 'report.pdf',
    host: 'files.example.org',
    url: 'https://files.example.org/report.pdf',
    outcome: 'malicious',
    source: 'download',
    route: 'link',
    fate: 'removed',
  });
  expect(history.slice(1).map(({ id }) => id)).toEqual([...scans.map(({ id }) => id).toReversed(), 'old']);
});
