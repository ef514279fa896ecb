import { describe, expect, it } from 'vitest';
import type { CallbackFilter } from '../../../../server/storage/callback-store.ts';
import type { RowStore } from '../../../../server/storage/row-store.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';
import { STORE_KINDS } from './store-kinds.ts';

const NOON = Date.parse('2026-11-01T12:00:00Z');
const ANY: CallbackFilter = { withoutScans: [], withoutReceivers: [], untried: false };

async function addOwed({ scans }: RowStore, host: string): Promise<number> {
  const callback = { url: `https://u:p@${host}:8443/done?key=hunter2`, headers: { Auth: 'hunter2' } };
  const { id } = await scans.insert(aNewServerScan({ callback }));
  await scans.markFinished(id, anOutcome());
  return id;
}

describe.each(STORE_KINDS)('$title', ({ isHere, makeWorld }) => {
  const test = it.runIf(isHere);

  test('owes a callback with the verdict, and not before', async () => {
    const store = await (await makeWorld()).open(() => NOON);
    const { id } = await store.scans.insert(aNewServerScan());
    await store.scans.insert(aNewServerScan({ callback: null }));
    expect(await store.callbacks.claim(ANY)).toBeNull();
    await store.scans.markFinished(id, anOutcome());
    expect(await store.callbacks.claim(ANY)).toEqual({
      scan_id: id,
      url: 'http://receiver.test/done?key=secret',
      receiver: 'http://receiver.test',
      headers: { Auth: 'secret' },
      attempts: 0,
    });
  });

  test('hands out what has been due for longest, without what there is no room for', async () => {
    let time = NOON;
    const store = await (await makeWorld()).open(() => time);
    const ids: number[] = [];
    for (const host of ['a.test', 'a.test', 'b.test', 'c.test']) {
      ids.push(await addOwed(store, host));
      time += 1;
    }
    const [first = 0, second = 0, third = 0, fourth = 0] = ids;
    await store.callbacks.markTried(third);
    const claimed = async (filter: Partial<CallbackFilter>) =>
      (await store.callbacks.claim({ ...ANY, ...filter }))?.scan_id;
    expect(await claimed({})).toBe(first);
    expect(await claimed({ withoutScans: [first] })).toBe(second);
    expect(await claimed({ withoutReceivers: ['https://a.test:8443'] })).toBe(third);
    expect(await claimed({ withoutReceivers: ['https://a.test:8443'], untried: true })).toBe(fourth);
    expect(await claimed({ withoutScans: ids })).toBeUndefined();
  });

  test('counts tries, waits between them, and says until when', async () => {
    let time = NOON;
    const store = await (await makeWorld()).open(() => time);
    const id = await addOwed(store, 'a.test');
    await store.callbacks.claim(ANY);
    expect(await store.callbacks.markTried(id)).toEqual({ attempts: 1, firstAt: NOON });
    // A process that died in the try makes it again.
    expect(await store.callbacks.claim(ANY)).toMatchObject({ scan_id: id, attempts: 1 });
    await store.callbacks.postpone(id, NOON + 2_000);
    expect(await store.callbacks.claim(ANY)).toBeNull();
    expect(await store.callbacks.nextClaimAt(ANY)).toBe(NOON + 2_000);
    time += 2_000;
    expect(await store.callbacks.claim(ANY)).toMatchObject({ scan_id: id });
    expect(await store.callbacks.markTried(id)).toEqual({ attempts: 2, firstAt: NOON });
  });

  test.each(['accepted', 'given_up'] as const)('ends one that was %s, with its secrets', async (outcome) => {
    const world = await makeWorld();
    const store = await world.open(() => NOON);
    const id = await addOwed(store, 'a.test');
    await store.callbacks.claim(ANY);
    await store.callbacks.end(id, outcome);
    expect(await store.callbacks.claim(ANY)).toBeNull();
    const rows = await world.query('SELECT * FROM callbacks');
    expect(rows).toMatchObject([{ outcome, next_at: null, headers: '{}', url: 'https://a.test:8443' }]);
    expect(JSON.stringify(rows)).not.toMatch(/hunter2|u:p/);
  });

  test('keeps them over a restart', async () => {
    const world = await makeWorld();
    const first = await world.open(() => NOON);
    const id = await addOwed(first, 'a.test');
    await first.callbacks.claim(ANY);
    await first.close();
    const second = await world.open(() => NOON);
    expect(await second.callbacks.claim(ANY)).toMatchObject({ scan_id: id });
  });
});
