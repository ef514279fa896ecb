import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createDeferred } from '../../fakes/deferred.ts';
import {
  answers,
  BYTES,
  begin,
  createFirefox,
  FILE,
  holdsOf,
  restart,
  SHA256,
  untilHolds,
} from './create-firefox.ts';
import { eventually } from './eventually.ts';

test('the download that begins when a request is let go is that one’s', async () => {
  const world = createFirefox();
  world.start();
  const request = world.requests.ask();
  await untilHolds(world, [{ state: 'held' }]);
  expect(request.outcome()).toBe('waits');
  answers(world, 'clean');
  await untilHolds(world, [{ state: 'released' }]);
  expect(request.outcome()).toBe('went');
  const { id } = begin(world);
  await untilHolds(world, [{ state: 'released', downloadId: id }]);
  expect(world.reported).toEqual([]);
});

test('a request that was let go at the end of its time is waited for, and its late verdict counts', async () => {
  const world = createFirefox();
  world.start();
  const request = world.requests.ask();
  await untilHolds(world, [{ state: 'observed', exposedBecause: 'window-closed' }], 1_000);
  expect(request.outcome()).toBe('went');
  // As long as a person may take to say where to.
  world.clock.advance(60_000);
  await untilHolds(world, [{ state: 'observed' }]);
  begin(world);
  expect(world.downloads.names()).toEqual(['setup.exe']);
  answers(world, 'malicious');
  await untilHolds(world, [{ state: 'removed' }]);
  expect(world.downloads.names()).toEqual([]);
});

test('a request that was let go by the clock alone is waited for, though its verdict is there already', async () => {
  const world = createFirefox();
  world.start();
  const request = world.requests.ask();
  await untilHolds(world, [{ state: 'held' }]);
  const { get } = world.holds;
  const stuck = createDeferred<void>();
  // Whatever looks at the hold now hangs.
  world.holds.get = (id) => stuck.promise.then(() => get(id));
  answers(world, 'malicious');
  await eventually(() => {
    world.clock.advance(1_000);
    expect(request.outcome()).toBe('went');
  });
  stuck.resolve();
  await eventually(async () =>
    expect(await world.store.listAtRest(9)).toMatchObject([{ verdict: 'malicious' }]),
  );
  // As long as a person may take to say where to.
  world.clock.advance(60_000);
  await untilHolds(world, [{ state: 'observed', exposedBecause: 'window-closed' }]);
  begin(world);
  await untilHolds(world, [{ state: 'removed' }]);
  expect(world.downloads.names()).toEqual([]);
  expect(world.reported).toEqual([]);
});

test.each(['before', 'after'] as const)(
  'a saved link that is listed %s its request is scanned once',
  async (order) => {
    const world = createFirefox();
    world.start();
    const download = aDownload({ addresses: [FILE] });
    const list = () => world.downloads.create(download);
    if (order === 'before') list();
    const request = world.requests.ask({ mayBeListed: true });
    if (order === 'after') list();
    await untilHolds(world, [{ state: 'held', downloadId: download.id }]);
    answers(world, 'malicious');
    await untilHolds(world, [{ state: 'removed' }]);
    expect(request.outcome()).toBe('stopped');
    expect(world.downloads.names()).toEqual([]);
  },
);

test('a later download of the same address is one of its own', async () => {
  const world = createFirefox();
  answers(world, 'clean');
  world.start();
  world.requests.ask();
  await untilHolds(world, [{ state: 'released' }]);
  begin(world);
  // Past the time after which nobody would have let it go.
  for (let second = 0; second < 60; second += 1) world.clock.advance(1_000);
  begin(world);
  await untilHolds(world, [{ state: 'released' }, { state: 'released' }]);
});

test('a request whose tab is closed is over, and nothing is waited for', async () => {
  const world = createFirefox();
  world.start();
  const request = world.requests.ask();
  await untilHolds(world, [{ state: 'held' }]);
  request.end();
  await untilHolds(world, [{ state: 'gone', lostBecause: 'interrupted' }]);
});

test('what a dead background held goes on, is known by its address, and its verdict counts', async () => {
  const before = createFirefox();
  before.start();
  before.requests.ask();
  await untilHolds(before, [{ state: 'held' }]);
  const after = restart(before, before.downloads);
  after.start();
  await untilHolds(after, [{ state: 'held' }]);
  begin(after);
  await untilHolds(after, [{ exposedBecause: 'worker-died' }]);
  answers(after, 'malicious');
  await untilHolds(after, [{ state: 'removed' }]);
  expect(after.downloads.names()).toEqual([]);
});

test('what the browser ended with while it was held is fetched anew', async () => {
  const before = createFirefox();
  before.start();
  before.requests.ask();
  await untilHolds(before, [{ state: 'held' }]);
  const after = restart(before, undefined, { access: { canFetch: async () => true } });
  after.desk.serve(FILE, BYTES);
  after.start();
  await untilHolds(after, [{ state: 'staged' }]);
  expect(after.downloads.names()).toEqual([]);
  answers(after, 'clean', SHA256);
  await untilHolds(after, [{ state: 'released' }]);
  expect(after.downloads.names()).toEqual(['setup.exe']);
});

test('what the browser ended with, and nobody gives again, is gone, and the person is told', async () => {
  const before = createFirefox();
  before.start();
  before.requests.ask();
  await untilHolds(before, [{ state: 'held' }]);
  const after = restart(before, undefined);
  after.start();
  await untilHolds(after, [{ state: 'gone', lostBecause: 'interrupted' }]);
  await eventually(() => expect(after.notifications.shown()).toMatchObject([{ title: 'gone: setup.exe' }]));
});

test('a request of a dead background does not take another one’s download of the same address', async () => {
  const before = createFirefox();
  before.start();
  before.requests.ask();
  await untilHolds(before, [{ state: 'held' }]);
  before.requests.ask();
  await untilHolds(before, [{ state: 'held' }, { state: 'held' }]);
  const [second] = await holdsOf(before);
  await before.messages.send('decide', { id: second?.id ?? '', choice: 'keep' });
  await untilHolds(before, [{ state: 'kept' }, { state: 'held' }]);
  const { id } = begin(before);
  await untilHolds(before, [{ downloadId: id }, { state: 'held' }]);
  const after = restart(before, before.downloads);
  after.start();
  const [, first] = await untilHolds(after, [{ state: 'kept' }, { state: 'gone' }]);
  expect(first?.downloadId).toBeUndefined();
});

test('what the browser has forgotten, and may still stand there, is told of when it is found malicious', async () => {
  const before = createFirefox({ policy: aPolicy({ mode: 'warn', holdUntilScanned: false }) });
  before.start();
  begin(before);
  await untilHolds(before, [{ state: 'observed' }]);
  const after = restart(before, undefined);
  after.start();
  await untilHolds(after, [{ state: 'gone', lostBecause: 'forgotten' }]);
  answers(after, 'malicious');
  await eventually(() => {
    after.clock.advance(200);
    expect(after.notifications.shown()).toMatchObject([{ title: 'malicious: setup.exe' }]);
  });
});

test('what the browser takes up again by itself after its end, though there is our copy, is exposed and judged', async () => {
  const options = { access: { canFetch: async () => true } };
  const before = createFirefox(options);
  before.desk.serve(FILE, BYTES);
  before.start();
  const { id } = aDownload();
  before.downloads.create(aDownload({ id, addresses: [FILE] }));
  before.requests.ask({ mayBeListed: true });
  await untilHolds(before, [{ state: 'staged' }], 1_000);
  const after = restart(before, undefined, options);
  // It gives the same number again.
  const download = aDownload({ id, addresses: [FILE], startedAt: after.clock.now() + 2_000 });
  after.downloads.create(download);
  after.downloads.complete(id);
  after.start();
  await untilHolds(after, [{ exposedBecause: 'worker-died' }]);
  answers(after, 'malicious');
  await untilHolds(after, [{ state: 'removed' }]);
  expect(after.downloads.names()).toEqual([]);
});

test('what comes back and can not be noted is reported', async () => {
  const options = { access: { canFetch: async () => true } };
  const before = createFirefox(options);
  before.desk.serve(FILE, BYTES);
  before.start();
  before.requests.ask();
  await untilHolds(before, [{ state: 'staged' }], 1_000);
  const after = restart(before, undefined, options);
  after.downloads.create(aDownload({ addresses: [FILE], startedAt: after.clock.now() + 2_000 }));
  const refused = new DOMException('Full.', 'QuotaExceededError');
  const { update } = after.store;
  after.store.update = async () => {
    after.store.update = update;
    throw refused;
  };
  after.start();
  await eventually(() => expect(after.reported).toEqual([refused]));
});

test('a request whose download can not be recorded goes on, and that is told once', async () => {
  const world = createFirefox();
  Object.assign(world.store, { add: () => Promise.reject(new DOMException('Full.', 'QuotaExceededError')) });
  world.start();
  const request = world.requests.ask();
  await eventually(() => expect(request.outcome()).toBe('went'));
  await eventually(() => expect(world.notifications.shown()).toHaveLength(1));
  expect(world.notifications.shown()[0]?.title).toBe('not recorded: setup.exe');
});
