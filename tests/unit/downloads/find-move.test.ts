import { expect, test } from 'vitest';
import { createFindMove } from '../../../lib/downloads/find-move.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';

/** The move of a download that stands under this name before it is recorded as held. */
function findMove(standing: string, letGoAs: string | undefined) {
  const download = aDownload({ state: 'complete', path: `/downloads/${standing}` });
  const hold = aHold({ name: 'setup.exe', state: 'observed', downloadId: download.id });
  const live = createLiveHolds();
  live.of(hold.id).letGoAs = letGoAs;
  const find = createFindMove({ live, staged: { describe: async () => undefined } });
  return find({
    hold,
    download,
    scan: undefined,
    delivery: undefined,
    judgement: undefined,
    policy: aPolicy(),
  });
}

test('what the clock let go under its marked name is not taken for exposed', async () => {
  expect(await findMove('setup.exe.unverified', 'setup.exe.unverified')).toBeUndefined();
});

test('what stands under its own name all the same is', async () => {
  const exposed = { type: 'expose', because: 'not-held' };
  expect(await findMove('setup.exe', 'setup.exe.unverified')).toEqual(exposed);
  expect(await findMove('setup.exe', undefined)).toEqual(exposed);
});
