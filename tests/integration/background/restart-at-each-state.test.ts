import { expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import { ApiError } from '../../../lib/core/errors.ts';
import { isAtRest, SCAN_STATES, type ScanState } from '../../../lib/core/scan-machine.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aResult, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/report.pdf';
const never = () => new Promise<never>(() => {});

/** How a worker comes to hang, or to have nothing left to do, with its scan in each state. */
const ARRANGEMENTS: Record<ScanState, (world: World) => Promise<string> | string> = {
  queued(world) {
    world.connections.load = never;
    return FILE;
  },
  submitting(world) {
    world.clients.answer({ submitFile: never });
    return FILE;
  },
  'waiting-to-submit'(world) {
    world.clients.answer({ submitFile: () => Promise.reject(new ApiError('unreachable')) });
    return FILE;
  },
  polling(world) {
    world.clients.answer({ fetchResult: never });
    return FILE;
  },
  'waiting-to-poll'(world) {
    world.clients.answer({ fetchResult: () => Promise.reject(new ApiError('server-error')) });
    return FILE;
  },
  // At rest, what is left to do is to tell the person: the worker dies before it has.
  'needs-bytes'(world) {
    world.notifications.show = never;
    return 'blob:https://files.example.org/0a1b';
  },
  withheld(world) {
    world.notifications.show = never;
    return 'ftp://files.example.org/report.pdf';
  },
  done(world) {
    world.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
    world.notifications.show = never;
    return FILE;
  },
  failed(world) {
    world.clients.answer({ submitFile: () => Promise.reject(new ApiError('refused')) });
    world.notifications.show = never;
    return FILE;
  },
};

test.each(SCAN_STATES)('a worker that dies in "%s" loses nothing', async (state) => {
  const before = createWorld();
  const address = await ARRANGEMENTS[state](before);
  before.start();
  const { id } = await before.messages.send('scan', { address, source: 'link' });
  const left = await before.until(id, (scan) => scan.state === state);

  const wakesAt = before.alarm.when();
  if (!isAtRest(state)) expect(wakesAt).toBeGreaterThan(0);
  const after = createWorld({ databaseName: before.databaseName, startAt: wakesAt ?? before.clock.now() });
  after.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
  after.start();

  const ended = await after.until(id, (scan) => isAtRest(scan.state) && scan.notice === 'shown');
  expect(ended.state).toBe(isAtRest(state) ? state : 'done');
  expect(ended.verdict).toBe(isAtRest(state) ? left.verdict : 'malicious');
  expect(ended.maybeSubmittedTwice ?? false).toBe(state === 'submitting');
  const told = [...before.notifications.shown(), ...after.notifications.shown()];
  expect(told.map((notification) => notification.id)).toEqual([id]);
  expect(after.reported).toEqual([]);
});

const UNDER_WAY = SCAN_STATES.filter((state) => !isAtRest(state));
const locked = aResult({
  verdict: 'unknown',
  evidence: [{ name: 'encrypted', description: '', verdict: 'unknown' }],
});

/** A download that needs its bytes, with the hold that waits for its verdict, and its bytes staged. */
async function addDownload(world: World): Promise<string> {
  const scan = aScanAtRest({ source: 'download', state: 'needs-bytes', name: 'setup.exe', downloadId: 1 });
  await world.store.add(scan);
  await world.holds.add(aHold({ id: scan.id, state: 'held' }));
  await world.staged.stage(scan.id, new Blob(['bytes']), START_OF_TEST);
  return scan.id;
}

test.each(UNDER_WAY)(
  'a worker that dies in "%s" sends supplied bytes from their staged copy',
  async (state) => {
    const before = createWorld();
    await ARRANGEMENTS[state](before);
    const id = await addDownload(before);
    const supply = { type: 'supply', copy: { size: 5 } } as const;
    await before.store.update(id, (scan) => advanceScan(scan, supply, START_OF_TEST));
    before.start();
    await before.until(id, (scan) => scan.state === state);

    const after = createWorld({ databaseName: before.databaseName, startAt: before.alarm.when() ?? 0 });
    after.clients.answer({ fetchResult: async () => locked });
    after.start();
    await after.until(id, (scan) => isAtRest(scan.state));
    expect(await (await after.staged.get(id))?.text()).toBe('bytes');

    // The dead worker took the password with it, so the file is locked again: the person may say it once more.
    const sent = after.clients
      .calls()
      .flatMap((call) => (call.method === 'submitFile' ? [call.submission] : []));
    for (const { data, filePassword } of sent) {
      expect(data?.size).toBe(5);
      expect(filePassword).toBeUndefined();
    }
    expect(after.reported).toEqual([]);
  },
);

test('a download that is gone, and whose bytes can not come any more, ends as failed; what is staged is kept', async () => {
  const before = createWorld();
  const id = await addDownload(before);
  const after = createWorld({ databaseName: before.databaseName });
  after.start();
  await eventually(async () =>
    expect(await after.store.get(id)).toMatchObject({ state: 'failed', problem: 'no-bytes' }),
  );
  expect(await after.staged.get(id)).toBeDefined();
  expect(after.notifications.shown()).toEqual([]);
});

test('with nothing under way there is no alarm and no request', async () => {
  const world = createWorld();
  world.start();
  await eventually(() => expect(world.alarm.history()).toEqual(['clear']));
  expect(world.clients.calls()).toEqual([]);
  expect(world.clock.pending()).toEqual([]);
});
