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
      // A hold that is over is no longer found by its download; its scan is.
      id = (await world.store.findByDownload(download.id))?.id ?? id;
      expect((await world.holds.get(id))?.state).toBe('removed');
    });
    expect(world.downloads.names()).toEqual([]);
    expect(world.downloads.get(download.id)).toBeUndefined();
    expect(world.reported).toEqual([]);
  },
);

test('a name that is seen before the browser tells of it is asked about too', async () => {
  const block = [{ kind: 'ending', ending: 'exe', why: 'No programs.' }] as const;
  const world = createWorld({ policy: aPolicy({ holdUntilScanned: false, block }) });
  // The word of the change is late: whatever else has the hold looked at comes first.
  world.downloads.onChanged = () => {};
  world.start();
  const download = aDownload();
  world.downloads.create(download);
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.store.findByDownload(download.id))?.id ?? id;
    expect((await world.holds.get(id))?.fate).toMatchObject({ do: 'remove', because: 'block-rule' });
  });
});
