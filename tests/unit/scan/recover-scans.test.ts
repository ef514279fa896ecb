import { expect, test } from 'vitest';
import { createScanRecovery } from '../../../lib/scan/recover-scans.ts';
import { createStagedTidy } from '../../../lib/scan/tidy-staged.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const HOUR = 3_600_000;
const NOW = START_OF_TEST;

test('bytes that no scan will ask for any more are swept', async () => {
  const { store, staged, holds } = createTestStore();
  await store.add(aScan({ id: 'queued' }));
  await store.add(aScanAtRest({ id: 'done' }));
  for (const id of ['queued', 'done']) await staged.stage(id, new Blob(), NOW - HOUR);
  await staged.stage('just-staged', new Blob(), NOW);
  await staged.stage('never-scanned', new Blob(), NOW - HOUR);
  const tidyStaged = createStagedTidy({ staged, scans: store, holds, now: () => NOW });
  await createScanRecovery({ store, staged, tidyStaged, now: () => NOW, report: () => {} })();
  const left = (await staged.list()).map(({ id }) => id);
  expect(left.toSorted()).toEqual(['just-staged', 'queued']);
});

test('it is done once, but again where it could not be', async () => {
  const { store, staged } = createTestStore();
  await store.add(aScan({ id: 'one', state: 'submitting' }));
  let reads = 0;
  const recover = createScanRecovery({
    store: {
      ...store,
      listActive: (limit) => {
        reads += 1;
        return reads === 1 ? Promise.reject(new Error('Not now.')) : store.listActive(limit);
      },
    },
    staged,
    tidyStaged: async () => {},
    now: () => NOW,
    report: () => {},
  });
  await expect(recover()).rejects.toThrow('Not now.');
  await Promise.all([recover(), recover()]);
  await recover();
  expect(reads).toBe(2);
  expect(await store.get('one')).toMatchObject({ state: 'queued', maybeSubmittedTwice: true });
});

test('a sweep that fails does not keep the scans from going on', async () => {
  const { store, staged } = createTestStore();
  const reported: unknown[] = [];
  const broken = { ...staged, list: () => Promise.reject(new Error('No list.')) };
  await createScanRecovery({
    store,
    staged: broken,
    tidyStaged: async () => {},
    now: () => NOW,
    report: (error) => reported.push(error),
  })();
  expect(reported).toHaveLength(1);
});
