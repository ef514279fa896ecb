import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { HoldState } from '../../../lib/core/hold-machine.ts';
import type { Verdict } from '../../../lib/core/verdict.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';
import { loseWorker } from './lose-worker.ts';

const address = 'https://files.example.org/setup.exe';
const OPTIONS: WorldOptions = { access: { canFetch: async () => true } };

function finds(world: World, verdict: Verdict, sample = {}): void {
  world.clients.answer({ fetchResult: async () => aResult({ verdict, sample }) });
}

async function untilHold(world: World, id: string, isWanted: (hold: Hold) => boolean): Promise<Hold> {
  let found: Hold | undefined;
  await eventually(async () => {
    world.clock.advance(250);
    found = await world.holds.get(id);
    expect(found !== undefined && isWanted(found), JSON.stringify(found)).toBe(true);
  });
  if (found === undefined) throw new Error('There is no hold.');
  return found;
}

test('what was scanned is what is saved, and only once it is clean', async () => {
  const world = createWorld(OPTIONS);
  world.desk.serve(address, 'x'.repeat(1_000));
  finds(world, 'clean');
  world.start();
  const { id } = await world.messages.send('scan-then-save', { address });
  await untilHold(world, id, ({ state }) => state === 'released');
  expect(world.downloads.names()).toEqual(['setup.exe']);
  expect(world.desk.copied()).toEqual([address]);
  expect(await world.store.get(id)).toMatchObject({ route: 'bytes', verdict: 'clean' });
  expect(world.reported).toEqual([]);
});

test('what is malicious is never saved, whatever is done with downloads', async () => {
  const world = createWorld(OPTIONS);
  world.desk.serve(address, 'x'.repeat(1_000));
  finds(world, 'malicious');
  world.start();
  const { id } = await world.messages.send('scan-then-save', { address });
  await untilHold(world, id, ({ state }) => state === 'removed');
  expect(world.downloads.names()).toEqual([]);
  expect(await world.downloads.findOwn(`#${id}`)).toEqual([]);
});

test.each(['suspicious', 'unknown', 'spam'] as const)('what is %s waits for a person', async (verdict) => {
  const world = createWorld(OPTIONS);
  world.desk.serve(address, 'x'.repeat(1_000));
  finds(world, verdict);
  world.start();
  const { id } = await world.messages.send('scan-then-save', { address });
  const asked = await untilHold(world, id, ({ question }) => question === verdict);
  expect(asked.state).toBe('staged');
  expect(world.downloads.names()).toEqual([]);
});

test('a verdict on other bytes than those that would be saved does not count', async () => {
  const world = createWorld(OPTIONS);
  world.desk.serve(address, 'x'.repeat(1_000));
  finds(world, 'clean', { sha256: 'cd'.repeat(32) });
  world.start();
  const { id } = await world.messages.send('scan-then-save', { address });
  await untilHold(world, id, ({ question }) => question === 'different-file');
  expect(world.downloads.names()).toEqual([]);
});

test('what can not be fetched ends, and the person hears of it', async () => {
  const world = createWorld(OPTIONS);
  world.start();
  const { id } = await world.messages.send('scan-then-save', { address });
  await untilHold(world, id, ({ state }) => state === 'gone');
  await eventually(() =>
    expect(world.notifications.shown()).toMatchObject([{ id, title: 'gone: setup.exe' }]),
  );
});

test('where Sluice may not read the site, the link is scanned only, and the person is told', async () => {
  const world = createWorld();
  finds(world, 'clean');
  world.start();
  world.contextMenus.click({ source: 'save', address, isPrivateWindow: false });
  await eventually(() => expect(world.notifications.shown()).toMatchObject([{ title: 'not saved' }]));
  await eventually(async () => {
    world.clock.advance(1_000);
    expect(await world.store.listAtRest(10)).toMatchObject([{ route: 'link', verdict: 'clean' }]);
  });
  expect(world.downloads.names()).toEqual([]);
});

const STATES: readonly HoldState[] = ['observed', 'swapping', 'staged', 'releasing'];

test.each(STATES.flatMap((state) => (['clean', 'malicious'] as const).map((to) => [state, to] as const)))(
  'a worker that dies in "%s" is followed by one that ends it, if it is %s',
  async (state, verdict) => {
    const before = createWorld(OPTIONS);
    before.desk.serve(address, 'x'.repeat(1_000));
    finds(before, 'clean');
    // The state is persisted, then nothing comes any more.
    const update = before.holds.update;
    before.holds.update = async (id, change) => {
      const changed = await update(id, change);
      if (changed?.state === state) loseWorker(before);
      return changed;
    };
    if (state === 'observed') before.desk.copyLink = () => new Promise(() => {});
    before.start();
    const { id } = await before.messages.send('scan-then-save', { address });
    if (state === 'observed') await eventually(async () => expect(await before.store.get(id)).toBeDefined());
    if (state === 'observed') loseWorker(before);
    const { databaseName, downloads } = before;
    const after = createWorld({ ...OPTIONS, databaseName, downloads, startAt: before.clock.now() });
    await eventually(async () => {
      before.clock.advance(250);
      expect((await after.holds.get(id))?.state).toBe(state);
    });
    after.desk.serve(address, 'x'.repeat(1_000));
    finds(after, verdict);
    after.start();
    const isSaved = verdict === 'clean' || state === 'releasing';
    await eventually(async () => {
      after.clock.advance(1_000);
      expect((await after.holds.get(id))?.state).toBe(isSaved ? 'released' : 'removed');
    });
    expect(downloads.names()).toEqual(isSaved ? ['setup.exe'] : []);
    expect(after.reported).toEqual([]);
  },
);
