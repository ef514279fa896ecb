import { beforeEach, describe, expect, test } from 'vitest';
import { PrivateRowError } from '../../../lib/core/errors.ts';
import type { HoldStore } from '../../../lib/storage/hold-store.ts';
import { createPrivateHoldStore } from '../../../lib/storage/private-hold-store.ts';
import { createPrivateRows } from '../../../lib/storage/private-rows.ts';
import { createPrivateScanStore } from '../../../lib/storage/private-scan-store.ts';
import { createPrivateStagedBytes } from '../../../lib/storage/private-staged-bytes.ts';
import type { ScanStore } from '../../../lib/storage/scan-store.ts';
import type { StagedBytes } from '../../../lib/storage/staged-bytes.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { countRowsOnDisk } from '../../fakes/count-rows-on-disk.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { createFakeClock, type FakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST;
const REMEMBERED_MS = 10 * 60_000;
const isPrivate = true;

let made: TestStore;
let clock: FakeClock;
let scans: ScanStore;
let holds: HoldStore;
let staged: StagedBytes;

beforeEach(() => {
  made = createTestStore();
  clock = createFakeClock();
  const rows = createPrivateRows(clock.now);
  scans = createPrivateScanStore(made.store, rows, made.changes);
  holds = createPrivateHoldStore(made.holds, rows);
  staged = createPrivateStagedBytes(made.staged, rows);
});

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id);

/** How many rows there are on the disk, in all stores. */
async function countOnDisk(): Promise<number> {
  // Makes the database where nobody has needed it yet.
  await made.store.countActive();
  return countRowsOnDisk(made.databaseName);
}

test('nothing of a private window is ever on the disk', async () => {
  await scans.add(aScan({ id: 'one', isPrivate }));
  await scans.update('one', (scan) => ({ ...scan, name: 'secret.pdf' }));
  await holds.add(aHold({ id: 'one', isPrivate }));
  await holds.update('one', (hold) => ({ ...hold, name: 'secret.pdf' }));
  await staged.stage('one', new Blob(['secret']), NOW);
  expect((await scans.get('one'))?.name).toBe('secret.pdf');
  expect((await holds.get('one'))?.name).toBe('secret.pdf');
  expect(await (await staged.get('one'))?.text()).toBe('secret');
  expect(await staged.list()).toEqual([{ id: 'one', stagedAt: NOW }]);
  expect(await countOnDisk()).toBe(0);
  await staged.remove('one');
  expect(await staged.get('one')).toBeUndefined();
});

test('what goes to the disk by mistake is stopped there', async () => {
  await expect(made.store.add(aScan({ isPrivate }))).rejects.toThrow(PrivateRowError);
  await expect(made.holds.add(aHold({ isPrivate }))).rejects.toThrow(PrivateRowError);
  expect(await countOnDisk()).toBe(0);
});

test('everything else goes to the disk, and is changed there', async () => {
  const [scan, hold] = [aScan({ id: 'one' }), aHold({ id: 'one' })];
  await scans.add(scan);
  await holds.add(hold);
  await staged.stage('one', new Blob(['bytes']), NOW);
  expect(await countOnDisk()).toBe(3);
  await scans.update('one', (current) => ({ ...current, name: 'new' }));
  await holds.update('one', (current) => ({ ...current, name: 'new' }));
  expect(await made.store.get('one')).toEqual({ ...scan, name: 'new' });
  expect(await made.holds.get('one')).toEqual({ ...hold, name: 'new' });
  await staged.remove('one');
  expect(await made.staged.get('one')).toBeUndefined();
  expect(await scans.update('nobody', (current) => current)).toBeUndefined();
});

describe('scans of both kinds', () => {
  beforeEach(async () => {
    const kinds = [false, true];
    for (const [index, kind] of kinds.entries()) {
      const where = kind ? { isPrivate } : {};
      const name = kind ? 'private' : 'public';
      const createdAt = NOW + index;
      await scans.add(aScan({ id: `${name} due`, createdAt, dueAt: NOW + index, ...where }));
      await scans.add(
        aPollingScan({ id: `${name} later`, createdAt: NOW - 1, dueAt: NOW + 9 - index, ...where }),
      );
      const ended = { finishedAt: NOW - index, notice: 'due', downloadId: 7, createdAt } as const;
      await scans.add(aScanAtRest({ id: `${name} done`, ...ended, ...where }));
    }
  });

  test('are found together, in their order', async () => {
    expect(idsOf(await scans.listDue(NOW + 1, 9))).toEqual(['public due', 'private due']);
    expect(idsOf(await scans.listDue(NOW + 1, 1))).toEqual(['public due']);
    expect(idsOf(await scans.listDue(NOW + 9, 9, 'polling'))).toEqual(['private later', 'public later']);
    expect((await scans.nextDue(NOW + 1))?.id).toBe('private later');
    expect(idsOf(await scans.listActive(2))).toEqual(['private due', 'public due']);
    expect(await scans.countActive()).toBe(4);
    expect(idsOf(await scans.listNotices(9))).toEqual(['private done', 'public done']);
    expect((await scans.findByDownload(7))?.id).toBe('private done');
    expect(await scans.has('private due')).toBe(true);
    expect(await scans.has('public due')).toBe(true);
    expect(await scans.has('nobody')).toBe(false);
  });

  test('are not found together in the history', async () => {
    expect(idsOf(await scans.listAtRest(9))).toEqual(['public done']);
    const sample = { sha256: 'ab'.repeat(32) };
    await scans.add(aScanAtRest({ server: 'https://a.example', sample, isPrivate }));
    expect(await scans.findFreshVerdict(sample.sha256, 'https://a.example', 0)).toBeUndefined();
  });
});

test('holds of both kinds are found together, in their order', async () => {
  await holds.add(aHold({ id: 'public', downloadId: 1, createdAt: NOW, dueAt: NOW + 2 }));
  await holds.add(aHold({ id: 'private', downloadId: 1, createdAt: NOW + 1, dueAt: NOW + 1, isPrivate }));
  await holds.add(aHoldAtRest({ id: 'released', downloadId: 2, isPrivate }));
  expect(idsOf(await holds.listActive(9))).toEqual(['private', 'public']);
  expect(await holds.countActive()).toBe(2);
  expect((await holds.findByDownload(1))?.id).toBe('private');
  expect(await holds.findByDownload(2)).toBeUndefined();
});

describe('what is at rest', () => {
  const addAtRest = async (id: string) => {
    await scans.add(aScanAtRest({ id, finishedAt: clock.now(), isPrivate }));
    await holds.add(aHoldAtRest({ id, finishedAt: clock.now(), isPrivate }));
    await staged.stage(id, new Blob(['bytes']), clock.now());
  };

  test('is forgotten after ten minutes, bytes and all, when something is added', async () => {
    await addAtRest('old');
    clock.advance(REMEMBERED_MS - 1);
    await addAtRest('newer');
    expect(await scans.has('old')).toBe(true);
    clock.advance(1);
    await addAtRest('newest');
    expect(await scans.get('old')).toBeUndefined();
    expect(await holds.get('old')).toBeUndefined();
    expect(idsOf(await staged.list())).toEqual(['newer', 'newest']);
  });

  test('is forgotten, the oldest first, where it is more than 200', async () => {
    for (let number = 0; number < 201; number += 1) {
      clock.advance(1);
      await addAtRest(`scan-${number}`);
    }
    expect(await scans.has('scan-0')).toBe(false);
    expect(await scans.has('scan-1')).toBe(true);
  });

  test('is not forgotten while its other half is under way, or asks a person', async () => {
    await scans.add(aScan({ id: 'scanned', isPrivate }));
    await holds.add(aHoldAtRest({ id: 'scanned', state: 'kept', isPrivate }));
    await scans.add(aScanAtRest({ id: 'held', isPrivate }));
    await holds.add(aHold({ id: 'held', isPrivate }));
    await scans.add(aScanAtRest({ id: 'asked', isPrivate }));
    await holds.add(aHoldAtRest({ id: 'asked', state: 'kept', question: 'malicious', isPrivate }));
    clock.advance(REMEMBERED_MS);
    await addAtRest('newest');
    for (const id of ['scanned', 'held', 'asked']) expect(await scans.has(id)).toBe(true);
  });
});
