import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

test.each([true, false])(
  'what the name alone tells is blocked once the browser has named it, held: %s',
  async (holdUntilScanned) => {
    const block = [{ kind: 'ending', ending: 'exe', why: 'No programs.' }] as const;
    const world = createWorld({ policy: aPolicy({ holdUntilScanned, block }) });
    world.start();
    // It is listed without a path first.
    const download = aDownload();
    world.downloads.create(download);
    let id = '';
    await eventually(async () => {
      id = (await world.holds.findByDownload(download.id))?.id ?? id;
      expect((await world.holds.get(id))?.state).toBe('removed');
    });
    expect(world.downloads.names()).toEqual([]);
    expect(world.downloads.get(download.id)).toBeUndefined();
    expect(world.reported).toEqual([]);
  },
);
