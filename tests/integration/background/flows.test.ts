import { expect, test } from 'vitest';
import { ApiError } from '../../../lib/core/errors.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { countRowsOnDisk } from '../../fakes/count-rows-on-disk.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

test('a context menu click is scanned, told and done', async () => {
  const world = createWorld();
  world.clients.answer({ fetchResult: async () => aResult() });
  world.start();
  world.contextMenus.click({ source: 'link', address: 'https://a.example/x.pdf', isPrivateWindow: false });
  await eventually(() => {
    world.clock.advance(1_000);
    expect(world.notifications.shown()).toHaveLength(1);
  });
  expect(world.notifications.shown()[0]?.title).toBe('clean: x.pdf');
  await eventually(() => expect(world.badge.count()).toBe(0));
  expect(world.badge.history()).toContain(1);
});

test('a link that is asked about in a private window is neither kept nor sent', async () => {
  const world = createWorld();
  world.start();
  world.contextMenus.click({ source: 'link', address: 'https://a.example/x.pdf', isPrivateWindow: true });
  await eventually(() => expect(world.notifications.shown()).toMatchObject([{ title: 'private' }]));
  expect(await world.store.countActive()).toBe(0);
  expect(await countRowsOnDisk(world.databaseName)).toBe(0);
  expect(world.clients.calls()).toEqual([]);
});

test('a download of a private window is held, scanned and removed, and nothing of it is kept', async () => {
  const world = createWorld({ policy: aPolicy(), access: { canFetch: async () => true } });
  const download = aDownload({ isPrivateWindow: true });
  world.desk.serve(download.addresses[0] ?? '', 'x'.repeat(1_000));
  world.start();
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await eventually(async () => {
    world.clock.advance(500);
    expect(await world.holds.listActive(9)).toMatchObject([{ state: 'staged', isPrivate: true }]);
  });
  world.clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
  await eventually(async () => {
    world.clock.advance(500);
    expect(await world.holds.countActive()).toBe(0);
  });
  expect(world.downloads.names()).toEqual([]);
  expect(world.clients.calls().filter(({ method }) => method === 'submitFile')).toHaveLength(1);
  expect(await countRowsOnDisk(world.databaseName)).toBe(0);
  expect(world.reported).toEqual([]);
});

test('a wrong token stops the scan until the connection changes, and then it goes on by itself', async () => {
  const world = createWorld();
  world.clients.answer({ submitFile: () => Promise.reject(new ApiError('unauthorized')) });
  world.start();
  const { id } = await world.messages.send('scan', { address: 'https://a.example/x.pdf', source: 'paste' });
  const waiting = await world.until(id, ({ state }) => state === 'waiting-to-submit');
  expect(waiting).toMatchObject({ problem: 'unauthorized' });
  expect(waiting.dueAt).toBeUndefined();

  world.clients.answer({ submitFile: async () => ({ scanId: 7 }), fetchResult: async () => aResult() });
  await world.connections.save(aConnection());
  expect(await world.until(id, ({ state }) => state === 'done')).toMatchObject({
    remoteId: 7,
    verdict: 'clean',
  });
});

test('five hundred downloads at once are all scanned, once each, a few at a time', {
  timeout: 180_000,
}, async () => {
  const world = createWorld();
  let atOnce = 0;
  let most = 0;
  let taken = 0;
  let answered = 0;
  world.clients.answer({
    async submitFile() {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      taken += 1;
      return { scanId: taken };
    },
    async fetchResult() {
      answered += 1;
      return aResult();
    },
  });
  world.start();
  for (let number = 0; number < 500; number += 1) {
    world.downloads.create(aDownload({ addresses: [`https://files.example.org/${number}.zip`] }));
  }
  // By what the scanner has answered: to read all rows again and again would take longer than the scans.
  await eventually(() => {
    world.clock.advance(1_000);
    expect(answered).toBe(500);
  }, 120_000);
  await eventually(async () => expect(await world.store.listAtRest(1_000)).toHaveLength(500));
  expect(taken).toBe(500);
  expect(most).toBeLessThanOrEqual(6);
  expect(world.reported).toEqual([]);
});
