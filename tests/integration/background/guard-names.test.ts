import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

test.each(['tool.lnk', 'tool.local', 'tool.{645FF040-5081-101B-9F08-00AA002F954E}'])(
  'a clean %s, which Chromium takes from nobody, is handed over under a name that it takes',
  async (name) => {
    const address = `https://files.example.org/${name}`;
    const world = createWorld({
      policy: aPolicy({ alwaysScanBytes: true }),
      access: { canFetch: async () => true },
    });
    const { start } = world.downloads;
    world.downloads.start = async (delivery) => {
      if (!delivery.name.endsWith('.download')) throw new Error('Invalid filename');
      return start(delivery);
    };
    world.desk.serve(address, 'x'.repeat(1_000));
    world.clients.answer({ fetchResult: async () => aResult({ verdict: 'clean' }) });
    world.start();
    const download = aDownload({ addresses: [address] });
    world.downloads.create(download);
    world.downloads.complete(download.id);
    await eventually(() => {
      world.clock.advance(200);
      expect(world.downloads.names()).toEqual([`${name}.download`]);
    });
  },
);

test('a clean file whose name is too long for the disk is handed over under a shorter one', async () => {
  const name = `${'n'.repeat(251)}.exe`;
  const address = `https://files.example.org/${name}`;
  const world = createWorld({
    policy: aPolicy({ alwaysScanBytes: true }),
    access: { canFetch: async () => true },
  });
  const { start } = world.downloads;
  world.downloads.start = async (delivery) => {
    const id = await start(delivery);
    if (delivery.name.length > 240)
      world.downloads.change(id, { state: 'interrupted', error: 'FILE_NAME_TOO_LONG' });
    return id;
  };
  world.desk.serve(address, 'x'.repeat(1_000));
  world.clients.answer({ fetchResult: async () => aResult({ verdict: 'clean' }) });
  world.start();
  const download = aDownload({ addresses: [address] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  await eventually(() => {
    world.clock.advance(1_000);
    expect(world.downloads.names()).toEqual([`${'n'.repeat(226)}.exe`]);
  });
});
