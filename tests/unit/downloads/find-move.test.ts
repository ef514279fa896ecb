import { expect, test } from 'vitest';
import { createFindMove } from '../../../lib/downloads/find-move.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { createViewHold } from '../../../lib/downloads/view-hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aScan } from '../../factories/scan-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';

/** The move of a download that stands under this name before it is recorded as held, and the name that is noted of it. */
async function findMove(standing: string, letGoAs: string | undefined) {
  const download = aDownload({ state: 'complete', path: `/downloads/${standing}` });
  const hold = aHold({ name: 'setup.exe', state: 'observed', downloadId: download.id });
  const { store } = createTestHoldStore();
  await store.add(hold);
  const live = createLiveHolds();
  live.of(hold.id).letGoAs = letGoAs;
  const view = createViewHold({
    downloads: { find: async () => download, findOwn: async () => [] },
    findByAddress: async () => undefined,
    scans: { get: async () => aScan({ id: hold.id }), update: async () => undefined },
    holds: store,
    record: async () => {},
    recordSave: async () => {},
    judge: async () => undefined,
    live,
    loadPolicy: async () => aPolicy(),
  });
  const find = createFindMove({ live, staged: { describe: async () => undefined } });
  const move = await find(await view(hold));
  return { move, name: (await store.get(hold.id))?.name };
}

test('what the clock let go under its marked name is not taken for exposed, and keeps its name', async () => {
  const found = await findMove('setup.exe.unverified', 'setup.exe.unverified');
  expect(found).toEqual({ move: undefined, name: 'setup.exe' });
});

test('what stands under its own name all the same is', async () => {
  const exposed = { move: { type: 'expose', because: 'not-held' }, name: 'setup.exe' };
  expect(await findMove('setup.exe', 'setup.exe.unverified')).toEqual(exposed);
  expect(await findMove('setup.exe', undefined)).toEqual(exposed);
});
