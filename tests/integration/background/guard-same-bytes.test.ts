import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';

// The site gives the browser other bytes of the same size than the copy, which is what is scanned.
const FILE = 'https://files.example.org/setup.exe';
const OF_COPY = 'b'.repeat(1_000);
const OF_FILE = 'a'.repeat(1_000);
const WARN = aPolicy({ mode: 'warn', holdUntilScanned: false, alwaysScanBytes: true });

const toSha256 = (bytes: string) => createHash('sha256').update(bytes).digest('hex');

function openWorld(options: WorldOptions): World {
  const world = createWorld({
    ...options,
    access: { canFetch: async () => true, ...options.access },
  });
  world.desk.serve(FILE, OF_COPY);
  world.desk.serve('/downloads/setup.exe', OF_FILE);
  world.start();
  return world;
}

/** Whatever bytes are sent are found clean. */
const findClean = (world: World) =>
  world.clients.answer({
    fetchResult: async () => {
      const sha256 = (await world.store.listActive(1))[0]?.stagedSha256;
      return aResult({ verdict: 'clean', sample: sha256 === undefined ? {} : { sha256 } });
    },
  });

async function untilOver(world: World, id: number): Promise<Hold> {
  const ids = new Set<string>();
  let found: Hold | undefined;
  await eventually(async () => {
    world.clock.advance(200);
    const current = await world.holds.findByDownload(id);
    if (current !== undefined) ids.add(current.id);
    const [known] = ids;
    found = known === undefined ? undefined : await world.holds.get(known);
    expect(found, JSON.stringify(found)).toMatchObject({ state: 'released' });
  });
  if (found === undefined) throw new Error('There is no hold.');
  return found;
}

test('a held download whose copy was scanned is answered with that copy', async () => {
  const world = openWorld({ policy: aPolicy({ alwaysScanBytes: true }) });
  findClean(world);
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const hold = await untilOver(world, download.id);
  expect(hold.deliveryId).toBeDefined();
  expect(world.downloads.get(download.id)).toBeUndefined();
  expect(world.downloads.names()).toEqual(['setup.exe']);
});

test('where nothing is held and no file can be read, the outcome says that it is of another copy', async () => {
  const world = openWorld({ policy: WARN });
  findClean(world);
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  expect(await untilOver(world, download.id)).toMatchObject({ isOfCopy: true, place: 'own-name' });
});

test('where the file can be read it is compared, and scanned itself where it is another', async () => {
  const world = openWorld({ policy: WARN, access: { canReadFiles: async () => true } });
  findClean(world);
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  const { id, isOfCopy } = await untilOver(world, download.id);
  expect(isOfCopy).toBeUndefined();
  expect((await world.store.get(id))?.sample?.sha256).toBe(toSha256(OF_FILE));
});
