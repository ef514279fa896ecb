import { beforeEach, describe, expect, test } from 'vitest';
import type { Scan } from '../../../lib/core/scan.ts';
import { createPasswordMemory, type PasswordMemory } from '../../../lib/scan/password-memory.ts';
import { createScanMoves, type ScanMoves } from '../../../lib/scan/scan-moves.ts';
import { A_COPY } from '../../factories/hold-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST;
const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;
const locked = (given: Partial<Scan> = {}) => aScanAtRest({ verdict: 'unknown', evidence, ...given });

let made: TestStore;
let passwords: PasswordMemory;
let moves: ScanMoves;
let steps: string[];

beforeEach(() => {
  made = createTestStore();
  passwords = createPasswordMemory();
  steps = [];
  moves = createScanMoves({
    ...made,
    passwords,
    wakeUp: { guard: async () => void steps.push('guard') },
    now: () => NOW,
    run: () => void steps.push('run'),
  });
});

async function added(scan: Scan): Promise<string> {
  await made.store.add(scan);
  return scan.id;
}

test('bytes are asked for, and supplied', async () => {
  const id = await added(aPollingScan({ source: 'download' }));
  expect(await moves.needBytes(id, 'one-time')).toBe(true);
  expect(await made.store.get(id)).toMatchObject({ state: 'needs-bytes', fellBackBecause: 'one-time' });
  expect(await moves.supply(id, A_COPY)).toBe(true);
  expect(await made.store.get(id)).toMatchObject({ state: 'queued', route: 'bytes', dueAt: NOW });
  expect(await moves.supply(id, A_COPY)).toBe(false);
  expect(steps).toEqual(['guard', 'run', 'guard', 'run', 'guard', 'run']);
});

test('bytes that nobody can get at end the scan, but only one that needs them', async () => {
  const id = await added(aScanAtRest({ source: 'download', state: 'needs-bytes' }));
  expect(await moves.refuseBytes(id)).toBe(true);
  expect(await made.store.get(id)).toMatchObject({ state: 'failed', problem: 'no-bytes', notice: 'due' });
  const other = await added(aPollingScan());
  expect(await moves.refuseBytes(other)).toBe(false);
  expect((await made.store.get(other))?.state).toBe('polling');
});

test('of a scan that is not there nothing can be asked', async () => {
  const asked = [
    moves.retry('nobody'),
    moves.supply('nobody', A_COPY),
    moves.needBytes('nobody', 'link-error'),
    moves.refuseBytes('nobody'),
    moves.unlock('nobody', 'secret'),
    moves.rescan('nobody'),
  ];
  expect(await Promise.all(asked)).toEqual([false, false, false, false, false, false]);
  expect(passwords.get('nobody')).toBeUndefined();
});

describe('a password', () => {
  test('is kept in memory for a scan that is locked, and nowhere else', async () => {
    const id = await added(locked());
    expect(await moves.unlock(id, 'secret')).toBe(true);
    expect(passwords.get(id)).toBe('secret');
    expect((await made.store.get(id))?.state).toBe('queued');
    expect(JSON.stringify(await made.store.get(id))).not.toContain('secret');
  });

  test.each([
    ['is not locked', aScanAtRest({ id: 'one' })],
    ['is malicious all the same', locked({ id: 'one', verdict: 'malicious' })],
    ['is under way', aPollingScan({ id: 'one', evidence })],
  ])('is forgotten where the scan %s', async (_what, scan) => {
    expect(await moves.unlock(await added(scan), 'secret')).toBe(false);
    expect(passwords.get('one')).toBeUndefined();
    expect(await made.store.get('one')).toEqual(scan);
  });

  test('is forgotten where the move could not be written', async () => {
    const id = await added(locked());
    const store = {
      ...made.store,
      async update(_id: string, change: (scan: Scan) => Scan): Promise<Scan> {
        change(locked({ id }));
        throw new Error('No room.');
      },
    };
    const broken = createScanMoves({
      ...made,
      store,
      passwords,
      wakeUp: { guard: async () => {} },
      now: () => NOW,
      run: () => {},
    });
    await expect(broken.unlock(id, 'secret')).rejects.toThrow('No room.');
    expect(passwords.get(id)).toBeUndefined();
  });
});

describe.each(['unlock', 'rescan'] as const)('%s', (name) => {
  const ask = (id: string) => (name === 'unlock' ? moves.unlock(id, 'secret') : moves.rescan(id));

  test('of bytes needs them staged: a verdict is not given up for nothing', async () => {
    const scan = locked({ route: 'bytes' });
    const id = await added(scan);
    expect(await ask(id)).toBe(false);
    expect(await made.store.get(id)).toEqual(scan);
    await made.staged.stage(id, new Blob(['bytes']), NOW);
    expect(await ask(id)).toBe(true);
    expect((await made.store.get(id))?.state).toBe('queued');
  });
});
