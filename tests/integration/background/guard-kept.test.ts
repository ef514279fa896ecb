import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

const FILE = 'https://files.example.org/setup.exe';
const BYTES = 'x'.repeat(1_000);
const SHA256_OF_FILE = createHash('sha256').update(BYTES).digest('hex');
const LIMIT_MS = 20_000;

/** Starts a world in which the file is downloaded, whole; answers the number of the download. */
function startDownload(world: World): number {
  world.desk.serve(FILE, BYTES);
  world.start();
  const download = aDownload({ addresses: [FILE] });
  world.downloads.create(download);
  world.downloads.complete(download.id);
  return download.id;
}

/** A file that the policy kept although its verdict was late: the browser's own copy was taken back, and ours given. */
async function keptFromOurCopy() {
  const policy = aPolicy({ onUnfinished: 'keep', scanTimeLimitMs: LIMIT_MS });
  const world = createWorld({ policy, access: { canFetch: async () => true } });
  world.clients.answer({ fetchResult: async () => undefined });
  const downloadId = startDownload(world);
  let id = '';
  await eventually(async () => {
    world.clock.advance(200);
    id = (await world.holds.findByDownload(downloadId))?.id ?? id;
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

/** A file that was parked before there was a copy, and that a person is asked about; from then on its link can be fetched. */
async function askedOverMarked(sample: { sha256?: string }) {
  let isAllowed = false;
  const world = createWorld({ policy: aPolicy(), access: { canFetch: async () => isAllowed } });
  world.clients.answer({ fetchResult: async () => aResult({ verdict: 'unknown', sample }) });
  const downloadId = startDownload(world);
  let id = '';
  await eventually(async () => {
    world.clock.advance(1_000);
    const hold = await world.holds.findByDownload(downloadId);
    expect(hold).toMatchObject({ state: 'parked', question: expect.any(String) });
    expect(hold?.staged).toBeUndefined();
    id = hold?.id ?? '';
  });
  isAllowed = true;
  return { world, id };
}

test.each([
  ['of bytes that the scanner did not name', {}],
  ['of the very bytes that were scanned', { sha256: SHA256_OF_FILE }],
])('a marked file is kept by a person: it gets its own name by a copy %s', async (_what, sample) => {
  const { world, id } = await askedOverMarked(sample);
  await world.messages.send('decide', { id, choice: 'keep' });
  await eventually(async () => {
    world.clock.advance(1_000);
    expect(await world.holds.get(id)).toMatchObject({ state: 'kept', place: 'own-name' });
  });
  expect(world.downloads.names()).toEqual(['setup.exe']);
});

test.each<[string, { sha256?: string }, string]>([
  ['other bytes than were scanned', { sha256: 'f'.repeat(64) }, BYTES],
  ['a file of another size', {}, 'x'.repeat(999)],
])(
  'a marked file is kept by a person, and its link gives %s: it keeps its mark',
  async (_what, sample, bytes) => {
    const { world, id } = await askedOverMarked(sample);
    world.desk.serve(FILE, bytes);
    await world.messages.send('decide', { id, choice: 'keep' });
    await eventually(async () => {
      world.clock.advance(1_000);
      expect(await world.holds.get(id)).toMatchObject({ state: 'kept', place: 'marked-name' });
    });
    expect(world.downloads.names()).toEqual([expect.stringMatching(/^setup.*unverified/)]);
  },
);
