import { expect, test } from 'vitest';
import { aConnection } from '../../factories/connection-factory.ts';
import { aResult, aScan } from '../../factories/scan-factory.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const address = 'https://a.example/x.pdf';

async function scanned(world: World, verdict: 'clean' | 'malicious' = 'malicious'): Promise<string> {
  world.clients.answer({ fetchResult: async () => aResult({ verdict }) });
  const { id } = await world.messages.send('scan', { address, source: 'paste' });
  await world.until(id, ({ state }) => state === 'done');
  return id;
}

test('a click shows the details, and so does the button for it', async () => {
  const world = createWorld();
  world.start();
  const id = await scanned(world);
  await eventually(() =>
    expect(world.notifications.shown()).toMatchObject([{ id, actions: ['show', 'again'] }]),
  );
  world.notifications.click(id);
  world.notifications.click(id, 'show');
  expect(world.pages.opened()).toEqual([`history#${id}`, `history#${id}`]);
});

test('“Scan again” on a notification of a worker that is dead scans again', async () => {
  const before = createWorld();
  before.start();
  const id = await scanned(before);
  const after = createWorld({ databaseName: before.databaseName, startAt: before.clock.now() });
  after.clients.answer({ fetchResult: async () => aResult({ verdict: 'clean' }) });
  after.start();
  after.notifications.click(id, 'again');
  const again = await after.until(id, ({ state, verdict }) => state === 'done' && verdict === 'clean');
  expect(again.id).toBe(id);
});

test('what can not be done any more shows the details instead', async () => {
  const world = createWorld();
  world.start();
  const id = await scanned(world);
  world.notifications.click(id, 'keep');
  await eventually(() => expect(world.pages.opened()).toEqual([`history#${id}`]));
});

test('clean results pass quietly, unless they are wanted', async () => {
  const world = createWorld({ preferences: { notifyClean: false } });
  world.start();
  const id = await scanned(world, 'clean');
  await eventually(async () => expect((await world.store.get(id))?.notice).toBe('shown'));
  const bad = await scanned(world, 'malicious');
  await eventually(() => expect(world.notifications.shown().map((shown) => shown.id)).toEqual([bad]));
});

test('a scan that waits is taken up by “Scan again”, and one without its bytes is not', async () => {
  const world = createWorld({ connection: aConnection({ server: null }) });
  world.start();
  const { id } = await world.messages.send('scan', { address, source: 'paste' });
  await world.until(id, ({ state, dueAt }) => state === 'waiting-to-submit' && dueAt === undefined);
  expect(await world.messages.send('scan-again', { id })).toEqual({ accepted: true, id });
  expect(await world.messages.send('scan-again', { id: 'none' })).toEqual({ accepted: false });
});

test('a document that waits for a word is told of once, and not again after the answer', async () => {
  const world = createWorld({ preferences: { askBeforeDocuments: true } });
  world.start();
  const scan = aScan({ source: 'download', route: 'bytes', name: 'report.pdf', size: 5 });
  await world.staged.stage(scan.id, new Blob(['bytes']), world.clock.now());
  await world.store.add(scan);
  await world.until(scan.id, ({ problem, notice }) => problem === 'ask-first' && notice === 'shown');
  expect(world.notifications.shown()).toMatchObject([{ id: scan.id, actions: ['show'], weight: 'question' }]);
  await world.messages.send('allow-bytes', { id: scan.id, isAllowed: true });
  expect(await world.until(scan.id, ({ state }) => state === 'polling')).toMatchObject({ notice: 'none' });
  expect(world.notifications.shown()).toHaveLength(1);
});
