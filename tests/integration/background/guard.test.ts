import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { NO_CONNECTION } from '../../../lib/core/connection.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import { toNamedAddress } from '../../../lib/core/named-address.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/setup.exe';
const BYTES = 'x'.repeat(1_000);
const SHA256 = createHash('sha256').update(BYTES).digest('hex');
const HELD = { addresses: [FILE] };

/** Lets time pass until the newest hold of a download is as wanted. */
async function untilHold(world: World, downloadId: number, isWanted: (hold: Hold) => boolean): Promise<Hold> {
  let found: Hold | undefined;
  await eventually(async () => {
    world.clock.advance(200);
    // A hold that is over is no longer listed by its download.
    found = (await world.holds.findByDownload(downloadId)) ?? (found && (await world.holds.get(found.id)));
    expect(found !== undefined && isWanted(found), JSON.stringify(found)).toBe(true);
  });
  if (found === undefined) throw new Error('There is no hold.');
  return found;
}

const answers = (world: World, verdict: 'clean' | 'malicious', sha256?: string) =>
  world.clients.answer({
    fetchResult: async () => aResult({ verdict, sample: sha256 === undefined ? {} : { sha256 } }),
  });

test('a clean download is told of where clean results are wanted', async () => {
  const world = createWorld({ policy: aPolicy() });
  answers(world, 'clean');
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await eventually(() => {
    world.clock.advance(200);
    expect(world.notifications.shown().map(({ title }) => title)).toEqual(['released: setup.exe']);
  });
});

test('a clean verdict in time lets the browser go on: one transfer, its own name', async () => {
  const world = createWorld({ policy: aPolicy(), preferences: { notifyClean: false } });
  answers(world, 'clean');
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  expect(world.downloads.names()).toEqual([]);
  await eventually(() => {
    world.clock.advance(200);
    expect(world.downloads.names()).toEqual(['setup.exe']);
  });
  expect(world.desk.copied()).toEqual([]);
  expect(world.notifications.shown()).toEqual([]);
  expect(world.reported).toEqual([]);
});

test('a malicious verdict in time leaves nothing, and is told', async () => {
  const world = createWorld({ policy: aPolicy() });
  answers(world, 'malicious');
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await eventually(() => {
    world.clock.advance(200);
    expect(world.notifications.shown().map(({ title }) => title)).toEqual(['removed: setup.exe']);
  });
  expect(world.downloads.names()).toEqual([]);
  expect(world.downloads.get(download.id)).toBeUndefined();
  expect(world.reported).toEqual([]);
});

test('one that is past cancelling is removed once it is complete', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.start();
  const download = aDownload(HELD);
  // Its last byte is in, and the browser is about to give it its name.
  world.downloads.cancel = async () => {};
  world.downloads.create(download);
  answers(world, 'malicious');
  const removing = await untilHold(world, download.id, ({ state }) => state === 'removing');
  world.downloads.complete(download.id);
  world.downloads.change(download.id, { path: '/downloads/setup.exe', state: 'complete' });
  await eventually(async () => {
    world.clock.advance(500);
    expect((await world.holds.get(removing.id))?.state).toBe('removed');
  });
  expect(world.downloads.names()).toEqual([]);
});

test('without a verdict in time it is parked, and keeps the marked name where its bytes can not be read', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const parked = await untilHold(world, download.id, ({ state }) => state === 'parked');
  expect(world.downloads.names()).toEqual(['setup.exe.unverified']);
  answers(world, 'clean');
  await eventually(async () => {
    world.clock.advance(200);
    expect(await world.holds.get(parked.id)).toMatchObject({ state: 'released', place: 'marked-name' });
  });
  expect(world.downloads.names()).toEqual(['setup.exe.unverified']);
});

test('a parked file whose bytes can be read gets its own name at the verdict', async () => {
  const world = createWorld({ policy: aPolicy(), access: { canReadFiles: async () => true } });
  world.desk.serve('/downloads/setup.exe.unverified', BYTES);
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await untilHold(world, download.id, ({ state }) => state === 'parked');
  answers(world, 'clean', SHA256);
  await eventually(() => {
    world.clock.advance(200);
    expect(world.downloads.names()).toEqual(['setup.exe']);
  });
});

test('with a copy of our own the browser’s is taken back, and the very bytes are delivered at the verdict', async () => {
  const world = createWorld({ policy: aPolicy(), access: { canFetch: async () => true } });
  world.desk.serve(FILE, BYTES);
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const staged = await untilHold(world, download.id, ({ state }) => state === 'staged');
  expect(staged.staged).toEqual({ size: 1_000, sha256: SHA256, isAnew: true });
  expect(world.downloads.names()).toEqual([]);
  answers(world, 'clean', SHA256);
  await eventually(() => {
    world.clock.advance(200);
    expect(world.downloads.names()).toEqual(['setup.exe']);
  });
});

test('one that nobody decided on in time is let go marked by the clock alone, and is known to be parked', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await untilHold(world, download.id, ({ state }) => state === 'held');
  const { get } = world.holds;
  let isStuck = true;
  // Whatever looks at the hold now hangs.
  world.holds.get = async (id) => (isStuck ? new Promise(() => {}) : get(id));
  await eventually(() => {
    world.clock.advance(200);
    expect(world.downloads.names()).toEqual(['setup.exe.unverified']);
  });
  isStuck = false;
  const after = createWorld({
    policy: aPolicy(),
    databaseName: world.databaseName,
    startAt: world.clock.now(),
    downloads: world.downloads,
  });
  world.downloads.loseWorker();
  after.start();
  await untilHold(after, download.id, ({ state }) => state === 'parked');
});

test('a worker that dies while the browser waits finds the file exposed, and acts on the verdict', async () => {
  const before = createWorld({ policy: aPolicy() });
  before.start();
  const download = aDownload(HELD);
  before.downloads.create(download);
  const held = await untilHold(before, download.id, ({ state }) => state === 'held');
  before.downloads.loseWorker();
  before.downloads.complete(download.id);
  const after = createWorld({
    policy: aPolicy(),
    databaseName: before.databaseName,
    startAt: before.clock.now(),
    downloads: before.downloads,
  });
  answers(after, 'malicious');
  after.start();
  await eventually(() => {
    after.clock.advance(1_000);
    expect(after.downloads.names()).toEqual([]);
  });
  expect(await after.holds.get(held.id)).toMatchObject({ exposedBecause: 'worker-died' });
});

test.each([
  ['silent', false],
  ['block', true],
] as const)(
  'at the start of the browser with the mode %s, the permission to hold is there: %s',
  async (mode, isKept) => {
    const world = createWorld({ policy: aPolicy({ mode }) });
    await world.holdPermission.request();
    world.start();
    world.lifecycle.fireStartup();
    await eventually(() => expect(world.holdPermission.isGranted()).toBe(isKept));
  },
);

test('a permission that was just asked for is not given back by a worker that starts for it', async () => {
  const world = createWorld({ policy: aPolicy({ mode: 'silent' }) });
  await world.holdPermission.request();
  world.start();
  await eventually(() => expect(world.guardAlarm.history()).toEqual(['clear']));
  expect(world.holdPermission.isGranted()).toBe(true);
});

test('at the start of the browser, holds that are over go where their scans are gone', async () => {
  const world = createWorld();
  await world.holds.add(aHoldAtRest({ id: 'gone' }));
  world.start();
  world.lifecycle.fireStartup();
  await eventually(async () => expect(await world.holds.get('gone')).toBeUndefined());
});

test('what Sluice saves for another reason than a delivery gets the name that it was told', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.start();
  const address = toNamedAddress('blob:chrome-extension://sluice/1', 'history.csv');
  world.downloads.create(aDownload({ addresses: [address], isOwn: true }));
  await eventually(() => expect(world.downloads.names()).toEqual(['history.csv']));
  expect(await world.holds.listActive(9)).toEqual([]);
});

test('a file that is removed before it could be sent is not sent later', async () => {
  const world = createWorld({ policy: aPolicy(), connection: NO_CONNECTION });
  world.start();
  const download = aDownload(HELD);
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const { id } = await untilHold(world, download.id, ({ question }) => question !== undefined);
  expect(await world.messages.send('decide', { id, choice: 'remove' })).toEqual({ accepted: true });
  await eventually(async () => {
    world.clock.advance(200);
    expect(await world.store.get(id)).toMatchObject({ state: 'withheld', withheld: 'file-removed' });
  });
  await world.connections.save(aConnection());
  await eventually(async () => {
    world.clock.advance(200);
    expect((await world.holds.get(id))?.state).toBe('removed');
  });
  expect(world.clients.calls()).toEqual([]);
});
