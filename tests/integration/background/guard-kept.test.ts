import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/setup.exe';
const LIMIT_MS = 20_000;

/** A file that the policy kept although its verdict was late: the browser's own copy was taken back, and ours given. */
async function keptFromOurCopy() {
  const policy = aPolicy({ onUnfinished: 'keep', scanTimeLimitMs: LIMIT_MS });
  const world = createWorld({ policy, access: { canFetch: async () => true } });
  world.clients.answer({ fetchResult: async () => undefined });
  world.desk.serve(FILE, 'x'.repeat(1_000));
  world.start();
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.holds.findByDownload(download.id))?.id ?? id;
    expect(await world.holds.get(id)).toMatchObject({ state: 'kept', deliveryId: expect.any(Number) });
  });
  expect(world.downloads.names()).toEqual(['setup.exe']);
  return { world, id };
}

test.each([
  ['malicious', 'removed', []],
  ['clean', 'released', ['setup.exe']],
] as const)(
  'our copy was kept by the policy, and is found %s later: it is %s',
  async (verdict, state, names) => {
    const { world, id } = await keptFromOurCopy();
    world.clients.answer({ fetchResult: async () => aResult({ verdict }) });
    await eventually(async () => {
      world.clock.advance(1_000);
      expect((await world.holds.get(id))?.state).toBe(state);
    });
    expect(world.downloads.names()).toEqual(names);
  },
);
