import { describe, expect, it } from 'vitest';
import type { CallbackFilter } from '../../../../server/storage/callback-store.ts';
import type { RowStore } from '../../../../server/storage/row-store.ts';
import type { ScanFilter } from '../../../../server/storage/scan-store.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';
import {
  hasPostgres,
  makeDatabase,
  makeSchema,
  queryPostgres,
  whyNoPostgres,
} from '../../postgres/shared-postgres.ts';
import { startCuttableProxy } from './cuttable-proxy.ts';
import { openScanner } from './store-kinds.ts';

const ANY: CallbackFilter = { withoutScans: [], withoutReceivers: [], untried: false };
const ALL: ScanFilter = { from: null, until: null, before: null, origin: null, verdict: null };
const LEASES_RUN_OUT = 'UPDATE callbacks SET leased_until = now()';

async function openTwo() {
  const url = await makeSchema();
  return { url, one: await openScanner(url, 'one'), other: await openScanner(url, 'other') };
}

async function addOwed({ scans }: RowStore): Promise<number> {
  const { id } = await scans.insert(aNewServerScan());
  await scans.markFinished(id, anOutcome());
  return id;
}

async function claimAll({ callbacks }: RowStore): Promise<number[]> {
  const claimed: number[] = [];
  for (;;) {
    const callback = await callbacks.claim({ ...ANY, withoutScans: claimed });
    if (callback === null) return claimed;
    claimed.push(callback.scan_id);
  }
}

describe.runIf(hasPostgres)(`scanners that share a PostgreSQL database${whyNoPostgres}`, () => {
  it('make one schema, though they start together', async () => {
    const url = await makeSchema();
    const scanners = await Promise.all(['a', 'b', 'c', 'd'].map((name) => openScanner(url, name)));
    const inserted = await Promise.all(scanners.map(({ scans }) => scans.insert(aNewServerScan())));
    expect(await scanners[0]?.scans.count(ALL)).toBe(inserted.length);
  });

  it('give times that rise in the order in which scans appear, though their clocks differ', async () => {
    const url = await makeSchema();
    const now = Date.now();
    const scanners = await Promise.all(
      [-60_000, 0, 60_000].map((skew) => openScanner(url, `${skew}`, () => now + skew)),
    );
    const seen = new Set<number>();
    let newest = 0;
    let reading = true;
    // Whatever appears later must be newer than all that was there: else a reader of pages would miss it.
    const read = async (): Promise<void> => {
      while (reading) {
        const page = (await scanners[1]?.scans.list(ALL, 200)) ?? [];
        const late = page.filter(({ id, created_at }) => !seen.has(id) && created_at <= newest);
        expect(late).toEqual([]);
        for (const { id } of page) seen.add(id);
        newest = page[0]?.created_at ?? 0;
      }
    };
    const writers = scanners.map(async ({ scans }) => {
      for (let n = 0; n < 15; n += 1) await scans.insert(aNewServerScan({ callback: null }));
    });
    const reader = read();
    await Promise.all(writers);
    reading = false;
    await reader;
    const times = (await scanners[0]?.scans.list(ALL, 200))?.map(({ created_at }) => created_at) ?? [];
    expect(new Set(times).size).toBe(45);
  });

  it('send each callback from one of them', async () => {
    const { one, other } = await openTwo();
    const owed = await Promise.all(Array.from({ length: 20 }, () => addOwed(one)));
    const claims = (await Promise.all([claimAll(one), claimAll(other), claimAll(one), claimAll(other)])).map(
      (ids) => new Set(ids),
    );
    const [first = new Set(), second = new Set(), third = new Set(), fourth = new Set()] = claims;
    // The same scanner may have a callback again, since only it knows whether it is under way.
    const ofOne = first.union(third);
    const ofOther = second.union(fourth);
    expect([...ofOne.intersection(ofOther)]).toEqual([]);
    expect(ofOne.union(ofOther)).toEqual(new Set(owed));
  });

  it('take up the callbacks of one that died, once its claims have run out', async () => {
    const { url, one, other } = await openTwo();
    const id = await addOwed(one);
    await one.callbacks.claim(ANY);
    await one.callbacks.markTried(id);
    expect(await other.callbacks.claim(ANY)).toBeNull();
    const lookAgainAt = await other.callbacks.nextClaimAt(ANY);
    expect(lookAgainAt).toBeGreaterThan(Date.now());
    expect(lookAgainAt).toBeLessThan(Date.now() + 20_000);
    await queryPostgres(url, LEASES_RUN_OUT);
    expect(await other.callbacks.claim(ANY)).toMatchObject({ scan_id: id, attempts: 1 });
    // It was slow rather than dead: what it says of a failure is late, of a success is true.
    await one.callbacks.postpone(id, Date.now() + 60_000);
    expect(await other.callbacks.claim(ANY)).toMatchObject({ scan_id: id });
    await one.callbacks.end(id, 'accepted');
    await other.callbacks.end(id, 'given_up');
    expect(await queryPostgres(url, 'SELECT outcome FROM callbacks')).toEqual([{ outcome: 'accepted' }]);
  });

  it('take them up at once where it ended in order, or is back', async () => {
    const { url, one, other } = await openTwo();
    const id = await addOwed(one);
    await one.callbacks.claim(ANY);
    const back = await openScanner(url, 'one');
    expect(await back.callbacks.claim(ANY)).toMatchObject({ scan_id: id });
    await back.close();
    expect(await other.callbacks.claim(ANY)).toMatchObject({ scan_id: id });
  });

  it('look again for callbacks of others, though they have none', async () => {
    const { other } = await openTwo();
    expect(await other.callbacks.nextClaimAt(ANY)).toBeGreaterThan(Date.now());
  });

  it('know which scans came to them', async () => {
    const { one, other } = await openTwo();
    const [mine, theirs] = [await addOwed(one), (await other.scans.insert(aNewServerScan())).id];
    const another = (await one.scans.insert(aNewServerScan())).id;
    const idsOf = async (whose: 'all' | 'own') => (await one.scans.unfinished(whose)).map(({ id }) => id);
    expect(await idsOf('own')).toEqual([another]);
    expect(await idsOf('all')).toEqual([theirs, another]);
    expect(await idsOf('all')).not.toContain(mine);
  });

  it('forgive the starts of their own scans only', async () => {
    const { one, other } = await openTwo();
    const [mine, theirs] = [await addRunning(one), await addRunning(other)];
    await one.scans.forgiveStarts();
    expect(await other.scans.findByNumber(mine)).toMatchObject({ engine_attempts: 0 });
    expect(await other.scans.findByNumber(theirs)).toMatchObject({ engine_attempts: 1 });
  });
});

async function addRunning({ scans }: RowStore): Promise<number> {
  const { id } = await scans.insert(aNewServerScan());
  await scans.markScanning(id);
  return id;
}

describe.runIf(hasPostgres)(`a connection to PostgreSQL that is lost${whyNoPostgres}`, () => {
  it('costs nothing and doubles nothing, however often the server ends it', async () => {
    // Of its own: in one that is shared, the connections of other tests would be ended with it.
    const url = await makeDatabase();
    const { scans } = await openScanner(url, 'one');
    const ids: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const inserts = Array.from({ length: 8 }, () => scans.insert(aNewServerScan()));
      await queryPostgres(
        url,
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND application_name = 'sluice' AND query LIKE '%scan%'`,
      );
      ids.push(...(await Promise.all(inserts)).map(({ id }) => id));
    }
    expect(new Set(ids).size).toBe(40);
    expect(await scans.count(ALL)).toBe(40);
  });

  it('is made again once the way is there', async () => {
    const proxy = await startCuttableProxy(await makeSchema());
    const { scans } = await openScanner(proxy.url, 'one');
    const { id } = await scans.insert(aNewServerScan());
    proxy.cut();
    const finishing = scans.markFinished(id, anOutcome());
    const inserting = scans.insert(aNewServerScan());
    proxy.mend();
    await Promise.all([finishing, inserting]);
    expect(await scans.findByNumber(id)).toMatchObject({ state: 'finished' });
    expect(await scans.count(ALL)).toBe(2);
  });

  it('rejects, rather than wait for ever, where the way stays away', async () => {
    const proxy = await startCuttableProxy(await makeSchema());
    const { check } = await openScanner(proxy.url, 'one');
    await check();
    proxy.cut();
    await expect(check()).rejects.toThrow(/terminated|ECONN/);
    proxy.mend();
    await check();
  });

  it.each([
    ['INSERT INTO scans', 'a submission'],
    ['ended_at', 'an end of a callback'],
    ["state = 'finished'", 'an outcome'],
  ])('after %s was done writes %s once', async (words) => {
    const url = await makeSchema();
    const proxy = await startCuttableProxy(url);
    const { scans, callbacks } = await openScanner(proxy.url, 'one');
    proxy.loseAnswerOf(words);
    const { id } = await scans.insert(aNewServerScan());
    await scans.markFinished(id, anOutcome());
    expect(await callbacks.claim(ANY)).toMatchObject({ scan_id: id });
    await callbacks.end(id, 'accepted');
    expect(await callbacks.claim(ANY)).toBeNull();
    const rows = await queryPostgres(url, 'SELECT id, outcome FROM scans JOIN callbacks ON id = scan_id');
    expect(rows).toEqual([{ id: String(id), outcome: 'accepted' }]);
  });
});
