import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { SeenDownload } from '../../../lib/core/seen-download.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { createViewHold } from '../../../lib/downloads/view-hold.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { aScan } from '../../factories/scan-factory.ts';
import { createTestHoldStore } from '../../fakes/create-test-hold-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

/** Looks at a hold in a browser that has, or has not, this one download. */
async function look(hold: Hold, download: SeenDownload | undefined) {
  const { store } = createTestHoldStore();
  await store.add(hold);
  const scan = aScan({ id: hold.id, name: hold.name });
  const view = createViewHold({
    downloads: { find: async () => download, findOwn: async () => [] },
    findByAddress: async () => undefined,
    scans: { get: async () => scan, update: async () => undefined },
    holds: store,
    record: async () => {},
    recordSave: async () => {},
    judge: async () => undefined,
    live: createLiveHolds(),
    loadPolicy: async () => aPolicy(),
  });
  const seen = await view(hold);
  return { download: seen.download, startedAt: (await store.get(hold.id))?.startedAt };
}

test('when a download has begun is noted as soon as the browser says so', async () => {
  const download = aDownload({ id: 7, startedAt: START_OF_TEST + 40 });
  expect(await look(aHold({ downloadId: 7 }), download)).toEqual({
    download,
    startedAt: START_OF_TEST + 40,
  });
});

test('before the browser says so, it is known by its number', async () => {
  const download = aDownload({ id: 7, startedAt: undefined });
  expect(await look(aHold({ downloadId: 7 }), download)).toEqual({ download, startedAt: undefined });
});

test('what was noted stays as it is', async () => {
  const download = aDownload({ id: 7, startedAt: START_OF_TEST + 900 });
  const hold = aHold({ downloadId: 7, startedAt: START_OF_TEST });
  expect(await look(hold, download)).toEqual({ download, startedAt: START_OF_TEST });
});

test('another download that was given the same number is not its own', async () => {
  const download = aDownload({ id: 7, startedAt: START_OF_TEST + 60_000 });
  const hold = aHold({ downloadId: 7, startedAt: START_OF_TEST });
  expect(await look(hold, download)).toEqual({ download: undefined, startedAt: START_OF_TEST });
});

test('our own delivery that was given the same number is not its own', async () => {
  const download = aDownload({ id: 7, isOwn: true });
  expect((await look(aHold({ downloadId: 7 }), download)).download).toBeUndefined();
});
