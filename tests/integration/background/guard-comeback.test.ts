import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aScanAtRest } from '../../factories/scan-factory.ts';
import { createWorld, type World } from './create-world.ts';
import { eventually } from './eventually.ts';

// The browser's copy was given up for ours; then the browser lists a download of the same address.
const FILE = 'https://files.example.org/setup.exe';

/** A staged hold, in a browser whose worker has died. */
async function withStaged(): Promise<{ before: World; staged: Hold }> {
  const before = createWorld({ policy: aPolicy(), access: { canFetch: async () => true } });
  before.desk.serve(FILE, 'x'.repeat(1_000));
  before.start();
  const download = aDownload({ addresses: [FILE], startedAt: before.clock.now() });
  before.downloads.create(download);
  before.downloads.complete(download.id);
  let staged: Hold | undefined;
  await eventually(async () => {
    before.clock.advance(200);
    staged = await before.holds.findByDownload(download.id);
    expect(staged?.state).toBe('staged');
  });
  before.downloads.loseWorker();
  if (staged === undefined) throw new Error('There is no hold.');
  return { before, staged };
}

function next(before: World, mayComeBack: boolean): World {
  return createWorld({
    policy: aPolicy(),
    databaseName: before.databaseName,
    startAt: before.clock.now(),
    downloads: before.downloads,
    mayComeBack,
  });
}

test.each([true, false])(
  'just after the browser’s start (%s) it is the browser’s own of before',
  async (isNew) => {
    const { before, staged } = await withStaged();
    const again = aDownload({ addresses: [FILE], startedAt: before.clock.now() });
    before.downloads.create(again);
    const after = next(before, isNew);
    after.start();
    await eventually(async () => {
      const hold = await after.holds.findByDownload(again.id);
      expect(hold).toBeDefined();
      expect(hold?.id === staged.id).toBe(isNew);
    });
  },
);

test('one that has a scan, or that the worker was told of, is nobody else’s', async () => {
  const { before, staged } = await withStaged();
  const passed = aDownload({ addresses: [FILE], startedAt: before.clock.now() });
  before.downloads.create(passed);
  await before.store.add(
    aScanAtRest({ downloadId: passed.id, url: FILE, createdAt: before.clock.now(), source: 'download' }),
  );
  const after = next(before, true);
  after.start();
  const asked = aDownload({ addresses: [FILE], startedAt: after.clock.now() });
  after.downloads.create(asked);
  await eventually(async () => {
    const hold = await after.holds.findByDownload(asked.id);
    expect(hold).toBeDefined();
    expect(hold?.id).not.toBe(staged.id);
  });
  expect((await after.holds.get(staged.id))?.downloadId).toBe(staged.downloadId);
});
