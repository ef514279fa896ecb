import { expect, test } from 'vitest';
import { ApiError } from '../../../lib/core/errors.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/report.pdf';
const HOUR = 3_600_000;

type Read = 'listActive' | 'listDue' | 'nextDue' | 'countActive' | 'listNotices';

/** Makes a way to read the store fail so many times, and work again from then on. */
function breakFor(times: number, { store }: World, method: Read): void {
  const real = store[method];
  let left = times;
  const fails = () => {
    left -= 1;
    return left >= 0;
  };
  Object.assign(store, {
    [method]: async (...args: unknown[]) => {
      if (fails()) throw new DOMException('The disk does not answer.', 'UnknownError');
      return Reflect.apply(real, store, args);
    },
  });
}

const finishes = (world: World) => world.clients.answer({ fetchResult: async () => aResult() });

test.each(['listActive', 'listDue', 'nextDue', 'countActive', 'listNotices'] as const)(
  'a store whose %s fails for a while loses nothing',
  async (method) => {
    const world = createWorld();
    finishes(world);
    breakFor(2, world, method);
    world.start();
    const { id } = await world.messages.send('scan', { address: FILE, source: 'link' });
    await world.until(id, ({ state, notice }) => state === 'done' && notice === 'shown');
    expect(world.reported.length).toBeGreaterThan(0);
  },
);

test('a run that fails leaves an alarm behind, for a worker that dies right after', async () => {
  const world = createWorld();
  await world.store.add(aScan({ dueAt: START_OF_TEST + HOUR }));
  breakFor(1, world, 'listDue');
  world.start();
  await eventually(() => expect(world.reported).toHaveLength(1));
  await eventually(() => expect(world.alarm.when()).toBe(START_OF_TEST + 30_000));
});

test('a notification that never settles does not stop the scans', async () => {
  const world = createWorld();
  finishes(world);
  world.notifications.show = () => new Promise(() => {});
  world.start();
  for (const name of ['a', 'b', 'c']) {
    const { id } = await world.messages.send('scan', { address: `${FILE}?${name}`, source: 'link' });
    await world.until(id, ({ state }) => state === 'done');
  }
});

test('a notification that fails does not silence the others, and is tried again with the next change', async () => {
  const world = createWorld();
  finishes(world);
  const show = world.notifications.show;
  const broken = new Set(['one']);
  world.notifications.show = async (notification) => {
    if (broken.has(notification.id)) throw new Error('The system takes none.');
    await show(notification);
  };
  world.badge.show = () => Promise.reject(new Error('No badge.'));
  for (const id of ['one', 'two']) await world.store.add(aScanAtRest({ id, notice: 'due' }));
  world.start();
  await world.until('two', ({ notice }) => notice === 'shown');
  expect((await world.store.get('one'))?.notice).toBe('due');
  broken.clear();
  await world.messages.send('scan', { address: FILE, source: 'link' });
  await world.until('one', ({ notice }) => notice === 'shown');
});

test('an outcome that comes while the one before is being told is told too', async () => {
  const world = createWorld();
  const scan = aScanAtRest({ id: 'one', state: 'failed', problem: 'refused', notice: 'due' });
  await world.store.add(scan);
  world.notifications.show = async () => {
    // The person has taken it up again meanwhile, and it came to another end.
    await world.store.update('one', (current) => ({
      ...current,
      finishedAt: START_OF_TEST + 5,
      notice: 'due',
    }));
    world.notifications.show = async () => {};
    world.lifecycle.fireStartup();
  };
  world.start();
  await world.until(
    'one',
    ({ notice, finishedAt }) => notice === 'shown' && finishedAt === START_OF_TEST + 5,
  );
});

test('after the clock was set back a day, scans go on at once', async () => {
  const world = createWorld({ startAt: START_OF_TEST - 24 * HOUR });
  finishes(world);
  await world.store.add(aPollingScan({ id: 'one', dueAt: START_OF_TEST + 1_000, updatedAt: START_OF_TEST }));
  world.start();
  await world.until('one', ({ state }) => state === 'done');
  expect(world.clock.now()).toBeLessThan(START_OF_TEST - 23 * HOUR);
});

test('a scan of a scanner that another one took the place of is sent to the new one', async () => {
  const server = 'https://new.example';
  const world = createWorld({ connection: { server, tokens: { [server]: 'new' } } });
  finishes(world);
  await world.store.add(aPollingScan({ id: 'one' }));
  world.start();
  expect(await world.until('one', ({ state }) => state === 'done')).toMatchObject({ server });
});

test('a scan that nobody answers for ends after a day, although each question fails', async () => {
  const world = createWorld();
  world.clients.answer({ fetchResult: () => Promise.reject(new ApiError('unreachable')) });
  await world.store.add(aPollingScan({ id: 'one', submittedAt: START_OF_TEST - 25 * HOUR }));
  world.start();
  expect(await world.until('one', ({ state }) => state === 'failed')).toMatchObject({
    problem: 'no-verdict',
  });
});

test('what can not be recorded is told: a click, a download', async () => {
  const world = createWorld({ connection: aConnection() });
  Object.assign(world.store, {
    add: () => Promise.reject(new DOMException('Full.', 'QuotaExceededError')),
  });
  world.start();
  world.contextMenus.click({ source: 'link', address: FILE, isPrivateWindow: false });
  world.downloads.create(aDownload({ addresses: [FILE] }));
  await eventually(() => expect(world.notifications.shown()).toHaveLength(2));
  const titles = world.notifications.shown().map(({ title }) => title);
  expect(titles.toSorted()).toEqual([`not recorded: ${FILE}`, 'not recorded: report.pdf']);
  await expect(world.messages.send('scan', { address: FILE, source: 'paste' })).rejects.toThrow('Full.');
});

test('without an alarm a scan is recorded all the same', async () => {
  const world = createWorld();
  finishes(world);
  world.alarm.set = () => Promise.reject(new Error('No alarms.'));
  world.start();
  const { id } = await world.messages.send('scan', { address: FILE, source: 'link' });
  expect(await world.store.get(id)).toBeDefined();
});

test('while a scan is being written, no run clears the alarm that guards it', async () => {
  const world = createWorld();
  const add = world.store.add;
  const alarmsAtWrite: (number | undefined)[] = [];
  world.store.add = async (scan) => {
    world.lifecycle.fireStartup();
    await eventually(() => expect(world.alarm.history().length).toBeGreaterThan(2));
    alarmsAtWrite.push(world.alarm.when());
    await add(scan);
  };
  world.start();
  await eventually(() => expect(world.alarm.history()).toEqual(['clear']));
  await world.messages.send('scan', { address: FILE, source: 'link' });
  expect(alarmsAtWrite).toEqual([START_OF_TEST + 30_000]);
});

test('a download of an earlier session is not renamed by one that has its number now', async () => {
  const world = createWorld();
  await world.store.add(
    aScanAtRest({ id: 'old', name: 'report.pdf', downloadId: 1, createdAt: START_OF_TEST }),
  );
  world.start();
  world.downloads.create(aDownload({ id: 2, addresses: [FILE] }));
  await eventually(async () => expect(await world.store.findByDownload(2)).toBeDefined());
  world.downloads.create(
    aDownload({ id: 1, startedAt: START_OF_TEST + HOUR, path: '/home/anna/secret.exe' }),
  );
  world.downloads.change(2, { path: '/home/anna/setup.exe' });
  await eventually(async () => expect((await world.store.findByDownload(2))?.name).toBe('setup.exe'));
  expect((await world.store.get('old'))?.name).toBe('report.pdf');
});
