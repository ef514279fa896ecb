import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/setup.exe';

test('a copy of our own that is lost while the browser waits is given up, and the file is parked', async () => {
  const world = createWorld({
    policy: aPolicy({ alwaysScanBytes: true }),
    access: { canFetch: async () => true },
  });
  world.clients.answer({ fetchResult: async () => undefined });
  world.desk.serve(FILE, 'x'.repeat(1_000));
  world.start();
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const find = () => world.holds.findByDownload(download.id);
  await eventually(async () => {
    world.clock.advance(200);
    expect(await find()).toMatchObject({ state: 'held', staged: { size: 1_000 } });
  });
  await world.staged.remove((await find())?.id ?? '');
  await eventually(async () => {
    world.clock.advance(200);
    expect((await find())?.state).toBe('parked');
  });
  expect(world.downloads.names()).toEqual(['setup.exe.unverified']);
  expect(world.reported).toEqual([]);
});
