import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';
import { loseWorker } from './lose-worker.ts';

const FILE = 'https://files.example.org/setup.exe';
/** As the browser says it of whoever cancels: a person, Sluice, or the browser that quits. */
const CANCELLED = { state: 'interrupted', error: 'USER_CANCELED' } as const;
const OPTIONS: WorldOptions = {
  policy: aPolicy({ alwaysScanBytes: true }),
  access: { canFetch: async () => true },
};

async function untilIs(world: World, id: string, wanted: Partial<Hold>): Promise<void> {
  await eventually(async () => {
    world.clock.advance(200);
    expect(await world.holds.get(id)).toMatchObject(wanted);
  });
}

/** A download that is held, of which our own copy is complete. */
async function heldWithCopy() {
  const world = createWorld(OPTIONS);
  world.clients.answer({ fetchResult: async () => undefined });
  world.desk.serve(FILE, 'x'.repeat(1_000));
  world.start();
  world.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.holds.findByDownload(1))?.id ?? '';
    expect(await world.holds.get(id)).toMatchObject({ state: 'held', staged: expect.anything() });
  });
  return { world, id };
}

test('what a person cancels while it is held is wanted by nobody, though our copy is there', async () => {
  const { world, id } = await heldWithCopy();
  world.downloads.change(1, CANCELLED);
  await untilIs(world, id, { state: 'gone', lostBecause: 'person' });
});

test('what was cancelled while no worker lived may have been lost as the browser quit: our copy is kept', async () => {
  const { world, id } = await heldWithCopy();
  const { databaseName, downloads } = world;
  loseWorker(world);
  downloads.change(1, CANCELLED);
  const after = createWorld({ ...OPTIONS, databaseName, downloads, startAt: world.clock.now() });
  after.clients.answer({ fetchResult: async () => undefined });
  after.start();
  await untilIs(after, id, { state: 'staged' });
});

test('what Sluice cancels itself to hand over its copy is not taken for the wish of a person', async () => {
  const { world, id } = await heldWithCopy();
  // So the act is not over when the end of the download is found.
  world.downloads.erase = () => Promise.reject(new Error('The browser refuses.'));
  await world.messages.send('decide', { id, choice: 'keep' });
  await untilIs(world, id, { state: 'kept', place: 'own-name' });
  expect(world.downloads.names()).toEqual(['setup.exe']);
});

test('what is let go is decided once the browser takes its name, and comes in later', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.clients.answer({ fetchResult: async () => undefined });
  world.start();
  world.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.holds.findByDownload(1))?.id ?? '';
    expect(await world.holds.get(id)).toMatchObject({ state: 'held' });
  });
  await world.messages.send('decide', { id, choice: 'keep' });
  await untilIs(world, id, { state: 'kept', place: 'own-name' });
  expect(world.downloads.get(1)).toMatchObject({ state: 'arriving', path: '/downloads/setup.exe' });
});

test('what the browser breaks off and begins again by itself is not lost', async () => {
  const world = createWorld({ policy: aPolicy() });
  world.clients.answer({ fetchResult: async () => undefined });
  world.start();
  world.downloads.create(aDownload({ id: 1, addresses: [FILE] }));
  let id = '';
  await eventually(async () => {
    world.clock.advance(1_000);
    id = (await world.holds.findByDownload(1))?.id ?? '';
    expect(await world.holds.get(id)).toMatchObject({ state: 'parking' });
  });
  const path = '/downloads/setup.exe.unverified';
  await eventually(() => expect(world.downloads.get(1)).toMatchObject({ path }));
  const { find } = world.downloads;
  let looks = 0;
  world.downloads.find = (downloadId) => {
    looks += 1;
    return find(downloadId);
  };
  // Each word of the browser's is followed by two looks, the second of them after whatever the word before led to.
  for (const received of [1, 2]) {
    world.downloads.change(1, { state: 'interrupted', error: 'NETWORK_TIMEOUT', canResume: false, received });
  }
  await eventually(() => expect(looks).toBeGreaterThanOrEqual(4));
  expect(await world.holds.get(id)).toMatchObject({ state: 'parking' });
  world.downloads.change(1, { state: 'arriving', error: undefined });
  world.downloads.complete(1);
  await untilIs(world, id, { state: 'parked' });
  expect(world.downloads.names()).toEqual(['setup.exe.unverified']);
});
