import { expect, test } from 'vitest';
import type { Evidence } from '../../../lib/core/scan.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

const BLOB = 'blob:https://files.example.org/0a1b';
const LINK = 'https://files.example.org/setup.exe';

/** A file whose bytes alone can be scanned, and which Sluice may not read until the person allows it. */
async function askedForWantOfBytes(address: string) {
  let isAllowed = false;
  const world = createWorld({ policy: aPolicy(), access: { canFetch: async () => isAllowed } });
  // Of a link the scanner gets nothing.
  const evidence: Evidence[] = [{ name: 'fetch_failed', description: '', verdict: 'unknown' }];
  world.clients.answer({ fetchResult: async () => aResult({ verdict: 'unknown', evidence, sample: {} }) });
  world.start();
  const download = aDownload({ addresses: [address] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.holds.findByDownload(download.id))?.id ?? id;
    expect(await world.holds.get(id)).toMatchObject({ question: 'no-bytes' });
    // Until it is told of, it still changes.
    expect(await world.store.get(id)).toMatchObject({
      state: 'failed',
      problem: 'no-bytes',
      notice: 'shown',
    });
  });
  const allow = () => {
    isAllowed = true;
  };
  return { world, id, allow };
}

test.each([BLOB, LINK])('%s is scanned by its bytes once the person allows to read them', async (address) => {
  const { world, id, allow } = await askedForWantOfBytes(address);
  world.desk.serve(address, 'x'.repeat(1_000));
  world.clients.answer({ fetchResult: async () => aResult({ verdict: 'clean' }) });
  allow();
  world.granted.fire();
  await eventually(async () => {
    world.clock.advance(1_000);
    expect(await world.holds.get(id)).toMatchObject({ state: 'released' });
  });
  expect(await world.store.get(id)).toMatchObject({ state: 'done', verdict: 'clean', route: 'bytes' });
  expect(world.reported).toEqual([]);
});

test('whose bytes can not be had all the same asks as before', async () => {
  const { world, id, allow } = await askedForWantOfBytes(BLOB);
  allow();
  world.granted.fire();
  await eventually(async () => {
    expect(world.desk.copied()).toEqual([BLOB]);
    expect(await world.store.get(id)).toMatchObject({ state: 'failed', problem: 'no-bytes' });
  });
  expect(await world.holds.get(id)).toMatchObject({ question: 'no-bytes' });
});

test('another permission changes nothing', async () => {
  const { world, id } = await askedForWantOfBytes(BLOB);
  const before = await world.store.get(id);
  world.granted.fire();
  world.clock.advance(1_000);
  expect(world.desk.copied()).toEqual([]);
  expect(await world.store.get(id)).toEqual(before);
});
