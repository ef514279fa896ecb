import { openDB } from 'idb';
import { beforeEach, describe, expect, test } from 'vitest';
import { advanceHold } from '../../../lib/core/advance-hold.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { HOLD_STATES, isHoldAtRest } from '../../../lib/core/hold-machine.ts';
import type { HoldStore } from '../../../lib/storage/hold-store.ts';
import { A_COPY, aHold, aHoldAtRest, HOLD_EVENTS } from '../../factories/hold-factory.ts';
import { aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestHoldStore, type TestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST;
const idsOf = (holds: readonly Hold[]) => holds.map(({ id }) => id);

let made: TestHoldStore;
let store: HoldStore;

beforeEach(() => {
  made = createTestHoldStore();
  store = made.store;
});

async function addAll(...holds: readonly Hold[]): Promise<void> {
  for (const hold of holds) await store.add(hold);
}

/** Writes a row past the store, as a newer or a broken version of Sluice would. */
async function putRaw(row: Record<string, unknown>): Promise<void> {
  await store.countActive();
  const database = await openDB(made.databaseName);
  await database.put('holds', row);
  database.close();
}

describe('add and get', () => {
  test('a hold comes back as it was, with every field there is, to the next worker too', async () => {
    const hold = aHold({
      markedName: 'setup.exe.unverified',
      state: 'parked',
      place: 'marked-name',
      heldUntil: NOW + 14_000,
      finishedAt: NOW,
      staged: A_COPY,
      deliveryId: 0,
      question: 'failed',
      fate: { do: 'keep', by: 'person', because: 'choice' },
      exposedAt: NOW,
      exposedBecause: 'window-closed',
      lostBecause: 'forgotten',
      problem: 'storage-full',
    });
    await store.add(hold);
    expect(await store.get(hold.id)).toEqual(hold);
    expect(await createTestHoldStore(made.databaseName).store.get(hold.id)).toEqual(hold);
    expect(await store.get('nobody')).toBeUndefined();
  });

  test.each(HOLD_STATES)('a hold that is %s comes back', async (state) => {
    const hold = isHoldAtRest(state) ? aHoldAtRest({ state }) : aHold({ state });
    await store.add(hold);
    expect(await store.get(hold.id)).toEqual(hold);
  });

  test('an id is added once, and announced once', async () => {
    const hold = aHold();
    await store.add(hold);
    await expect(store.add({ ...hold, name: 'other' })).rejects.toThrow();
    expect(await store.get(hold.id)).toEqual(hold);
    expect(made.changes.announcedCount()).toBe(1);
  });
});

describe('update', () => {
  test('moves a hold on, and announces it', async () => {
    const hold = aHold();
    await store.add(hold);
    const moved = await store.update(hold.id, (current) => advanceHold(current, HOLD_EVENTS.hold, NOW));
    expect(moved?.state).toBe('held');
    expect(await store.get(hold.id)).toEqual(moved);
    expect(made.changes.announcedCount()).toBe(2);
  });

  test('of a hold that is gone changes and announces nothing', async () => {
    expect(await store.update('nobody', (hold) => hold)).toBeUndefined();
    expect(made.changes.announcedCount()).toBe(0);
  });

  test('by a move that there is not leaves the row', async () => {
    const hold = aHold();
    await store.add(hold);
    const failing = store.update(hold.id, (current) => advanceHold(current, HOLD_EVENTS.finish, NOW));
    await expect(failing).rejects.toMatchObject({ code: 'illegal-move' });
    expect(await store.get(hold.id)).toEqual(hold);
    expect(made.changes.announcedCount()).toBe(1);
  });

  test('at the same time as others loses none of them', async () => {
    const hold = aHold();
    await store.add(hold);
    const add = () => store.update(hold.id, (current) => ({ ...current, attempts: current.attempts + 1 }));
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await store.get(hold.id))?.attempts).toBe(20);
  });
});

describe('what is active', () => {
  test('is under way or asks a person, the newest first', async () => {
    await addAll(
      aHold({ id: 'b', createdAt: NOW }),
      aHold({ id: 'c', createdAt: NOW + 5, state: 'removing' }),
      aHold({ id: 'a', createdAt: NOW, state: 'parked', question: 'failed' }),
      aHoldAtRest({ id: 'asking', createdAt: NOW - 9, state: 'kept', question: 'malicious' }),
      ...HOLD_STATES.filter(isHoldAtRest).map((state) => aHoldAtRest({ state })),
    );
    expect(idsOf(await store.listActive(10))).toEqual(['c', 'b', 'a', 'asking']);
    expect(idsOf(await store.listActive(1))).toEqual(['c']);
    expect(await store.countActive()).toBe(4);
  });

  test('leaves the index when it comes to rest', async () => {
    const hold = aHold({ state: 'removing', downloadId: 7 });
    await store.add(hold);
    await store.update(hold.id, (current) => advanceHold(current, HOLD_EVENTS.finish, NOW));
    expect(await store.listActive(10)).toEqual([]);
    expect(await store.findByDownload(7)).toBeUndefined();
    expect((await store.get(hold.id))?.state).toBe('removed');
  });
});

describe('the hold of a download', () => {
  test('is found by its number, and by that of our delivery', async () => {
    await store.add(aHold({ id: 'one', downloadId: 1, deliveryId: 0 }));
    expect((await store.findByDownload(1))?.id).toBe('one');
    expect((await store.findByDownload(0))?.id).toBe('one');
    expect(await store.findByDownload(2)).toBeUndefined();
  });

  test('is the newest, since Firefox counts anew in each session, and one that is still followed', async () => {
    await addAll(
      aHold({ id: 'new', downloadId: 1, createdAt: NOW + 5 }),
      aHold({ id: 'old', downloadId: 1, createdAt: NOW }),
      aHoldAtRest({ id: 'rest', downloadId: 1, createdAt: NOW + 9 }),
      aHoldAtRest({ id: 'kept', downloadId: 2, state: 'kept' }),
    );
    expect((await store.findByDownload(1))?.id).toBe('new');
    expect((await store.findByDownload(2))?.id).toBe('kept');
  });
});

describe('a row that can not be read', () => {
  test.each([
    ['a state of a newer version', { state: 'levitating' }],
    ['a place of a newer version', { place: 'the-cloud' }],
    ['a time that is none', { createdAt: 'yesterday' }],
    ['a field that is gone', { downloadId: undefined }],
    ['a fate of a newer version', { fate: { do: 'bury', by: 'policy', because: 'clean' } }],
    ['a copy without a size', { staged: {} }],
  ])('because of %s is left out and left alone', async (_why, part) => {
    const row = { ...aHold({ id: 'odd' }), activeKey: [NOW, 'odd'], downloadIds: [1], ...part };
    await putRaw(row);
    await store.add(aHold({ id: 'good', downloadId: 1, createdAt: NOW - 1 }));
    expect(await store.get('odd')).toBeUndefined();
    expect(idsOf(await store.listActive(1))).toEqual(['good']);
    expect((await store.findByDownload(1))?.id).toBe('good');
    expect(await store.update('odd', (hold) => hold)).toBeUndefined();
    const database = await openDB(made.databaseName);
    expect(await database.get('holds', 'odd')).toEqual(row);
    database.close();
  });

  test('is not one with more fields than are known', async () => {
    const hold = aHold();
    await putRaw({ ...hold, colour: 'blue' });
    expect(await store.get(hold.id)).toEqual(hold);
  });
});

describe('pruning', () => {
  test('takes what is over and has no scan any more, and nothing else', async () => {
    await createTestStore(made.databaseName).store.add(aScanAtRest({ id: 'in the history' }));
    await addAll(
      aHoldAtRest({ id: 'in the history' }),
      aHoldAtRest({ id: 'released' }),
      aHoldAtRest({ id: 'kept', state: 'kept' }),
      aHoldAtRest({ id: 'asking', state: 'kept', question: 'malicious' }),
      aHoldAtRest({ id: 'untold', notice: 'due' }),
      aHold({ id: 'under way' }),
    );
    await putRaw({ id: 'odd', state: 'levitating' });
    await store.prune();
    const database = await openDB(made.databaseName);
    const left = await database.getAllKeys('holds');
    database.close();
    expect(left.toSorted()).toEqual(['asking', 'in the history', 'odd', 'under way', 'untold']);
  });
});
