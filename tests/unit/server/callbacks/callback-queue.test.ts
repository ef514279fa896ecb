import { describe, expect, it } from 'vitest';
import type { CallbackAnswer } from '../../../../server/callbacks/post-callback.ts';
import { aNewServerScan, anOutcome } from '../../../factories/new-server-scan-factory.ts';
import { createDeferred } from '../../../fakes/deferred.ts';
import { answer, createCallbackWorld } from './callback-world.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ANY = { withoutScans: [], withoutReceivers: [], untried: false };

describe('a callback', () => {
  it('is due with the verdict, in one transaction, and not before', async () => {
    const world = createCallbackWorld();
    const { id } = await world.scans.insert(aNewServerScan());
    expect(await world.store.claim(ANY)).toBeNull();
    await world.scans.markFinished(id, anOutcome());
    expect(await world.store.claim(ANY)).toMatchObject({ scan_id: id, headers: { Auth: 'secret' } });
  });

  it('is not owed where the verdict could not be written', async () => {
    const world = createCallbackWorld();
    const { id } = await world.scans.insert(aNewServerScan());
    world.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON callbacks BEGIN SELECT raise(ABORT, 'disk full'); END",
    );
    await expect(world.scans.markFinished(id, anOutcome())).rejects.toThrow('disk full');
    expect(await world.scans.find(String(id))).toMatchObject({ state: 'queued', finished_at: null });
  });

  it('is sent once where it is accepted, and its secrets leave the row', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    const queue = world.start();
    await world.settle();
    expect(world.row(id)).toMatchObject({ outcome: 'accepted', next_at: null, attempts: 1, headers: '{}' });
    expect(JSON.stringify(world.row(id))).not.toContain('secret');
    queue.wake();
    await queue.close();
    world.start();
    expect(await world.passTime()).toBe(false);
    expect(world.sent).toHaveLength(1);
  });

  it('does not become due again where a scan is finished twice', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.start();
    await world.settle();
    await world.scans.markFinished(id, anOutcome({ verdict: 'MAL' }));
    expect(await world.store.claim(ANY)).toBeNull();
  });

  it('is tried with doubled waits of at most an hour, and arrives after 20 failures', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.respondWith(async () => (world.sent.length <= 20 ? answer(500) : answer(204)));
    world.start();
    while (await world.passTime());
    const waits = world.sent.slice(1).map(({ at }, index) => at - (world.sent[index]?.at ?? 0));
    expect(waits.slice(0, 5)).toEqual([2_000, 4_000, 8_000, 16_000, 32_000]);
    expect(Math.max(...waits)).toBe(HOUR);
    expect(world.sent).toHaveLength(21);
    expect(world.row(id)).toMatchObject({ outcome: 'accepted', attempts: 21 });
  });

  it('is given up after a day, with a last try at its end', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    const first = world.now();
    world.respondWith(async () => ({ fault: 'ECONNREFUSED' }));
    world.start();
    while (await world.passTime());
    expect(world.sent.at(-1)?.at).toBe(first + DAY);
    expect(world.row(id)).toMatchObject({ outcome: 'given_up', next_at: null, headers: '{}' });
    expect(world.logged()).not.toContain('secret');
  });

  it.each([301, 302, 304, 307, 400, 401, 404, 429, 500, 503])('is tried again after a %i', async (status) => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.respondWith(async () => answer(status));
    world.start();
    await world.settle();
    expect(world.row(id)).toMatchObject({ outcome: null, next_at: world.now() + 2_000 });
  });

  it('is given up at once where the receiver is gone', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.respondWith(async () => answer(410));
    world.start();
    await world.settle();
    expect(world.row(id)).toMatchObject({ outcome: 'given_up', attempts: 1 });
  });

  it('that was under way when the service stopped is made again', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.respondWith(() => createDeferred<CallbackAnswer>().promise);
    const queue = world.start();
    await world.settle();
    await queue.close();
    expect(world.row(id)).toMatchObject({ outcome: null, attempts: 1 });
    world.respondWith(async () => answer(200));
    world.start();
    await world.settle();
    expect(world.row(id)).toMatchObject({ outcome: 'accepted', attempts: 2 });
  });

  it('that the store fails to keep is not asked for without pause', async () => {
    const world = createCallbackWorld();
    const id = await world.finishedScan();
    world.database.exec(
      "CREATE TRIGGER full BEFORE UPDATE ON callbacks BEGIN SELECT raise(ABORT, 'disk full'); END",
    );
    world.start();
    await world.settle();
    expect(world.sent).toHaveLength(0);
    world.database.exec('DROP TRIGGER full');
    await world.passTime();
    expect(world.row(id)).toMatchObject({ outcome: 'accepted' });
  });
});

describe('receivers', () => {
  it('that are slow hold up nobody else, and are not overrun', async () => {
    const world = createCallbackWorld();
    const held = createDeferred<void>();
    const slow = { callback: { url: 'http://slow.test/', headers: {} } };
    const slowOnes = await Promise.all(Array.from({ length: 10 }, () => world.finishedScan(slow)));
    const other = await world.finishedScan({ callback: { url: 'http://other.test/', headers: {} } });
    world.respondWith(async ({ receiver }) => {
      if (receiver === 'http://slow.test') await held.promise;
      return answer(200);
    });
    world.start({ perReceiver: 2, concurrency: 4 });
    await world.settle();
    expect(world.row(other)).toMatchObject({ outcome: 'accepted' });
    expect(world.sent.filter(({ scan }) => slowOnes.includes(scan))).toHaveLength(2);
    held.resolve(undefined);
    while (await world.passTime());
    expect(slowOnes.map((id) => world.row(id)?.outcome)).toEqual(slowOnes.map(() => 'accepted'));
  });

  it('are served at most so many at once', async () => {
    const world = createCallbackWorld();
    const held = createDeferred<void>();
    for (let n = 0; n < 9; n += 1)
      await world.finishedScan({ callback: { url: `http://r${n}.test/`, headers: {} } });
    world.respondWith(async () => {
      await held.promise;
      return answer(200);
    });
    world.start({ concurrency: 3 });
    await world.settle();
    expect(world.sent).toHaveLength(3);
    held.resolve(undefined);
    while (await world.passTime());
    expect(world.sent).toHaveLength(9);
  });
});
