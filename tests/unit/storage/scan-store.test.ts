import { forceCloseDatabase } from 'fake-indexeddb';
import fc from 'fast-check';
import { deleteDB, openDB, unwrap } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Scan } from '../../../lib/core/scan.ts';
import { createDatabaseOpener, DATABASE_VERSION, type Database } from '../../../lib/storage/open-database.ts';
import { createScanStore, type PageKey, type ScanStore } from '../../../lib/storage/scan-store.ts';
import { aPollingScan, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeScanChanges } from '../../fakes/fake-scan-changes.ts';

let made: TestStore;
let store: ScanStore;

beforeEach(() => {
  made = createTestStore();
  store = made.store;
});

const NOW = START_OF_TEST;
const idsOf = (scans: readonly Scan[]) => scans.map(({ id }) => id);

async function addAll(...scans: readonly Scan[]): Promise<void> {
  for (const scan of scans) await store.add(scan);
}

/** Writes a row past the store, as a newer or a broken version of Sluice would. */
async function putRaw(row: Record<string, unknown>): Promise<void> {
  await store.countActive();
  const database = await openDB(made.databaseName);
  await database.put('scans', row);
  database.close();
}

/** A row from a newer version, in every index that a scan in its place would be in. */
function unreadable(id: string, time: number): Record<string, unknown> {
  return {
    id,
    state: 'levitating',
    dueAt: time,
    activeKey: [time, id],
    restKey: [time, id],
    noticeKey: time,
  };
}

describe('add and get', () => {
  test('a scan comes back as it was', async () => {
    const evidence = [{ name: 'Eicar', description: '', verdict: 'malicious' }] as const;
    const scan = aScanAtRest({ verdict: 'malicious', evidence, sample: { size: 68 }, downloadId: 0 });
    await store.add(scan);
    expect(await store.get(scan.id)).toEqual(scan);
  });

  test('there is nothing under an id that nobody added', async () => {
    expect(await store.get('nobody')).toBeUndefined();
  });

  test('an id is added once', async () => {
    const scan = aScan();
    await store.add(scan);
    await expect(store.add({ ...scan, name: 'other' })).rejects.toThrow();
    expect(await store.get(scan.id)).toEqual(scan);
    expect(made.changes.announcedCount()).toBe(1);
  });
});

describe('update', () => {
  test('answers the scan as it is now, and announces it', async () => {
    const scan = aScan();
    await store.add(scan);
    const updated = await store.update(scan.id, (current) => ({ ...current, name: 'new' }));
    expect(updated).toEqual({ ...scan, name: 'new' });
    expect(await store.get(scan.id)).toEqual(updated);
    expect(made.changes.announcedCount()).toBe(2);
  });

  test('of a scan that is gone changes and announces nothing', async () => {
    expect(await store.update('nobody', (scan) => scan)).toBeUndefined();
    expect(made.changes.announcedCount()).toBe(0);
  });

  test('that throws leaves the row, and the error is the one thrown', async () => {
    const scan = aScan();
    await store.add(scan);
    const failing = store.update(scan.id, () => {
      throw new RangeError('no');
    });
    await expect(failing).rejects.toThrow(new RangeError('no'));
    expect(await store.get(scan.id)).toEqual(scan);
    expect(made.changes.announcedCount()).toBe(1);
    expect(await store.update(scan.id, (current) => ({ ...current, name: 'new' }))).toMatchObject({
      name: 'new',
    });
  });

  test('at the same time as others loses none of them', async () => {
    const scan = aScan({ attempts: 0 });
    await store.add(scan);
    const add = () => store.update(scan.id, (current) => ({ ...current, attempts: current.attempts + 1 }));
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await store.get(scan.id))?.attempts).toBe(20);
  });

  test('takes a scan out of the indexes that it no longer belongs in', async () => {
    const scan = aScan({ dueAt: NOW });
    await store.add(scan);
    await store.update(scan.id, () => aScanAtRest({ id: scan.id, notice: 'due' }));
    expect(await store.listDue(NOW, 10)).toEqual([]);
    expect(await store.listActive(10)).toEqual([]);
    expect(await store.countActive()).toBe(0);
    expect(idsOf(await store.listAtRest(10))).toEqual([scan.id]);
    expect(idsOf(await store.listNotices(10))).toEqual([scan.id]);
    await store.update(scan.id, (current) => ({ ...current, notice: 'shown' }));
    expect(await store.listNotices(10)).toEqual([]);
  });
});

describe('what is due', () => {
  beforeEach(() =>
    addAll(
      aScan({ id: 'late', dueAt: NOW - 1 }),
      aScan({ id: 'later', dueAt: NOW - 500 }),
      aScan({ id: 'now', dueAt: NOW }),
      aScan({ id: 'soon', dueAt: NOW + 1 }),
      aScan({ id: 'tomorrow', dueAt: NOW + 86_400_000 }),
      aScanAtRest({ id: 'done' }),
    ),
  );

  test('comes with the most overdue first, up to a limit', async () => {
    expect(idsOf(await store.listDue(NOW, 10))).toEqual(['later', 'late', 'now']);
    expect(idsOf(await store.listDue(NOW, 2))).toEqual(['later', 'late']);
    expect(await store.listDue(NOW - 1_000, 10)).toEqual([]);
  });

  test('comes by its state, where that is asked for, however much else is due', async () => {
    const polls = [
      aPollingScan({ id: 'poll', dueAt: NOW }),
      aPollingScan({ id: 'late poll', dueAt: NOW - 1 }),
      aPollingScan({ id: 'later poll', dueAt: NOW + 1 }),
    ];
    await addAll(...polls);
    expect(idsOf(await store.listDue(NOW, 10, 'polling'))).toEqual(['late poll', 'poll']);
    expect(idsOf(await store.listDue(NOW, 1, 'polling'))).toEqual(['late poll']);
    expect(idsOf(await store.listDue(NOW, 10, 'queued'))).toEqual(['later', 'late', 'now']);
  });

  test('comes next at the earliest time after now', async () => {
    expect((await store.nextDue(NOW - 1))?.dueAt).toBe(NOW);
    expect((await store.nextDue(NOW))?.dueAt).toBe(NOW + 1);
    expect((await store.nextDue(NOW + 1))?.dueAt).toBe(NOW + 86_400_000);
    expect((await store.nextDue(NOW + 86_400_000))?.dueAt).toBeUndefined();
  });

  test('is not held up by rows that can not be read', async () => {
    for (let index = 0; index < 10; index += 1) await putRaw(unreadable(`odd-${index}`, NOW - 10_000));
    expect(idsOf(await store.listDue(NOW, 2))).toEqual(['later', 'late']);
  });
});

describe('what is under way', () => {
  test('comes with the newest first, and is counted', async () => {
    await addAll(
      aScan({ id: 'b', createdAt: NOW, state: 'polling' }),
      aScan({ id: 'c', createdAt: NOW + 5, state: 'waiting-to-submit' }),
      aScan({ id: 'a', createdAt: NOW, state: 'submitting' }),
      aScanAtRest({ id: 'done' }),
    );
    expect(idsOf(await store.listActive(10))).toEqual(['c', 'b', 'a']);
    expect(idsOf(await store.listActive(1))).toEqual(['c']);
    expect(await store.countActive()).toBe(3);
    expect(idsOf(await store.listActive(Number.POSITIVE_INFINITY))).toHaveLength(3);
  });
});

describe('the history', () => {
  async function readPages(size: number): Promise<string[]> {
    const ids: string[] = [];
    let before: PageKey | undefined;
    for (;;) {
      const page = await store.listAtRest(size, before);
      ids.push(...idsOf(page));
      const last = page.at(-1);
      if (last === undefined) return ids;
      before = [last.finishedAt ?? last.createdAt, last.id];
    }
  }

  test('is read page by page without a repeat or a gap, also where times are equal', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 12 }),
        fc.integer({ min: 1, max: 5 }),
        async (times, size) => {
          made = createTestStore();
          store = made.store;
          const scans = times.map((time) => aScanAtRest({ finishedAt: NOW + time }));
          await addAll(...scans);
          const sorted = scans.toSorted(
            (one, other) => (other.finishedAt ?? 0) - (one.finishedAt ?? 0) || (one.id < other.id ? 1 : -1),
          );
          expect(await readPages(size)).toEqual(idsOf(sorted));
        },
      ),
      { numRuns: 25 },
    );
  });

  test('skips rows that can not be read, and fills the page all the same', async () => {
    await addAll(
      aScanAtRest({ id: 'old', finishedAt: NOW }),
      aScanAtRest({ id: 'new', finishedAt: NOW + 9 }),
    );
    await putRaw(unreadable('odd', NOW + 5));
    expect(idsOf(await store.listAtRest(2))).toEqual(['new', 'old']);
  });
});

describe('notices', () => {
  test('come with the oldest first, only of scans at rest, up to a limit', async () => {
    await addAll(
      aScanAtRest({ id: 'second', finishedAt: NOW + 1, notice: 'due' }),
      aScanAtRest({ id: 'first', finishedAt: NOW, notice: 'due' }),
      aScanAtRest({ id: 'told', notice: 'shown' }),
      aScan({ id: 'running', notice: 'due' }),
    );
    expect(idsOf(await store.listNotices(10))).toEqual(['first', 'second']);
    expect(idsOf(await store.listNotices(1))).toEqual(['first']);
  });

  test('are not held up by rows that can not be read', async () => {
    for (let index = 0; index < 5; index += 1) await putRaw(unreadable(`odd-${index}`, NOW - 1));
    await store.add(aScanAtRest({ id: 'first', finishedAt: NOW, notice: 'due' }));
    expect(idsOf(await store.listNotices(3))).toEqual(['first']);
  });
});

describe('a row that can not be read', () => {
  test.each([
    ['a state of a newer version', { state: 'levitating' }],
    ['a source of a newer version', { source: 'telepathy' }],
    ['a time that is none', { createdAt: 'yesterday' }],
    ['a field that is gone', { url: undefined }],
    ['evidence that is none', { evidence: [1] }],
    ['a verdict of a newer version', { verdict: 'fine' }],
  ])('because of %s is left out and left alone', async (_why, part) => {
    const row = { ...aScan({ id: 'odd' }), activeKey: [NOW, 'odd'], ...part };
    await putRaw(row);
    expect(await store.get('odd')).toBeUndefined();
    expect(await store.listActive(10)).toEqual([]);
    expect(await store.update('odd', (scan) => scan)).toBeUndefined();
    const database = await openDB(made.databaseName);
    expect(await database.get('scans', 'odd')).toEqual(row);
    database.close();
  });

  test('is not one with more fields than are known', async () => {
    const scan = aScan();
    await putRaw({ ...scan, colour: 'blue' });
    expect(await store.get(scan.id)).toEqual(scan);
  });
});

describe('the scan of a download', () => {
  test('is the newest, since a browser may begin to count anew', async () => {
    await addAll(
      aScan({ id: 'new', downloadId: 1, createdAt: NOW + 5 }),
      aScan({ id: 'old', downloadId: 1, createdAt: NOW }),
      aScan({ id: 'other', downloadId: 2, createdAt: NOW + 9 }),
      aScan({ id: 'none', createdAt: NOW + 9 }),
    );
    expect((await store.findByDownload(1))?.id).toBe('new');
    expect(await store.findByDownload(3)).toBeUndefined();
  });
});

describe('the database', () => {
  test('is read again by the next worker', async () => {
    const scan = aScan();
    await store.add(scan);
    expect(await createTestStore(made.databaseName).store.get(scan.id)).toEqual(scan);
  });

  test('is opened once for all that ask at the same time', async () => {
    const open = createDatabaseOpener(made.databaseName);
    const [one, other] = await Promise.all([open(), open()]);
    expect(one).toBe(other);
  });

  test('is opened again after the browser closed it', async () => {
    const opened: Database[] = [];
    const open = createDatabaseOpener(made.databaseName);
    const watched = createScanStore(async () => {
      const database = await open();
      opened.push(database);
      return database;
    }, createFakeScanChanges());
    const scan = aScan();
    await watched.add(scan);
    const [first] = opened;
    // Its type asks for the class, its code for an instance.
    if (first !== undefined) Reflect.apply(forceCloseDatabase, undefined, [unwrap(first)]);
    expect(await watched.get(scan.id)).toEqual(scan);
    expect(opened.at(-1)).not.toBe(first);
  });

  test('gives way to a newer version of Sluice', async () => {
    await store.add(aScan());
    const newer = await openDB(made.databaseName, DATABASE_VERSION + 1);
    expect(newer.version).toBe(DATABASE_VERSION + 1);
    newer.close();
    await expect(store.countActive()).rejects.toMatchObject({ name: 'VersionError' });
  });

  test('is made anew after it was deleted', async () => {
    await store.add(aScan());
    await deleteDB(made.databaseName);
    expect(await store.countActive()).toBe(0);
  });

  test('that could not be opened is tried again', async () => {
    const newer = await openDB(made.databaseName, DATABASE_VERSION + 1);
    newer.close();
    await expect(store.countActive()).rejects.toThrow();
    await deleteDB(made.databaseName);
    expect(await store.countActive()).toBe(0);
  });
});

describe('findFreshVerdict', () => {
  const SHA = 'ab'.repeat(32);
  const SERVER = 'https://scanner.example.org';
  const scanned = (given: Partial<Scan> = {}) =>
    aScanAtRest({ server: SERVER, sample: { sha256: SHA }, ...given });
  const find = (notBefore = NOW) => store.findFreshVerdict(SHA, SERVER, notBefore);

  test('finds the newest that is fresh, of this server', async () => {
    await addAll(
      scanned({ id: 'older', finishedAt: NOW + 1 }),
      scanned({ id: 'newer', verdict: 'malicious', finishedAt: NOW + 2 }),
      scanned({ id: 'elsewhere', server: 'https://other.example', finishedAt: NOW + 3 }),
      scanned({ id: 'another file', sample: { sha256: 'cd'.repeat(32) }, finishedAt: NOW + 4 }),
    );
    expect((await find())?.id).toBe('newer');
    expect((await find(NOW + 2))?.id).toBe('newer');
    expect(await find(NOW + 3)).toBeUndefined();
  });

  const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;
  test.each<[string, Partial<Scan>]>([
    ['was not sure', { verdict: 'suspicious' }],
    ['said nothing', { verdict: 'unknown' }],
    ['did not see all of it', { evidence }],
    ['was answered from the history itself', { answeredFrom: 'older' }],
    ['was of a page too', { route: 'page' }],
    ['names no hash', { sample: {} }],
    ['failed', { state: 'failed' }],
  ])('does not find one that %s', async (_what, part) => {
    await addAll(scanned(part));
    expect(await find()).toBeUndefined();
  });

  test('takes our own hash of the bytes where the scanner names none', async () => {
    await addAll(scanned({ id: 'sent', route: 'bytes', sample: {}, stagedSha256: SHA }));
    expect((await find())?.id).toBe('sent');
  });
});
