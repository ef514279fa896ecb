import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { type IDBPDatabase, openDB } from 'idb';
import { expect, test } from 'vitest';
import { createDatabaseOpener, DATABASE_VERSION } from '../../../lib/storage/open-database.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

/** What each version made anew, frozen as it was released. */
const CREATED: readonly ((database: IDBPDatabase) => void)[] = [
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

/** A database as Sluice left it when this was its version, with a row in each store. */
async function makeOld(version: number): Promise<string> {
  const name = `test-${randomUUID()}`;
  const database = await openDB(name, version, {
    upgrade: (upgrading) => {
      for (const create of CREATED.slice(0, version)) create(upgrading);
    },
  });
  await database.put('scans', OLD_ROW);
  if (version > 1) await database.put('staged', { id: 'old', blob: new Blob(['abc']), stagedAt: 1 });
  database.close();
  return name;
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
    expect((await store.findByDownload(1))?.id).toBe('old');
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

test.each([1, 2, 3])('version %i becomes what a new installation gets', async (version) => {
  const old = await makeOld(version);
  const fresh = `test-${randomUUID()}`;
  for (const name of [old, fresh]) (await createDatabaseOpener(name)()).close();
  expect(await readShape(old)).toEqual(await readShape(fresh));
});
