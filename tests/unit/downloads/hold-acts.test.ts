import { expect, test } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import { createHoldAct } from '../../../lib/downloads/hold-acts.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { A_COPY, aHold } from '../../factories/hold-factory.ts';
import { createFakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeDownloads } from '../../fakes/fake-downloads.ts';

/** One act on a download that arrives unless told, in a browser that refuses so many calls. */
async function actOn(given: Partial<Hold>, refusals = 0, download = aDownload()) {
  const clock = createFakeClock();
  const downloads = createFakeDownloads(clock.now);
  downloads.create(download);
  downloads.refuse(refusals);
  const reported: unknown[] = [];
  const act = createHoldAct({
    downloads,
    desk: { openDelivery: async () => undefined, canDeliver: () => true },
    live: createLiveHolds(),
    now: clock.now,
    report: (error) => void reported.push(error),
  });
  const event = await act(aHold({ downloadId: download.id, ...given }), download);
  return { event, isThere: downloads.get(download.id) !== undefined, reported };
}

test('what was handed over and broke off for want of room waits for room', async () => {
  const hold = aHold({ state: 'releasing', place: 'staged', staged: A_COPY, attempts: 1 });
  const broken = { isOwn: true, state: 'interrupted', error: 'FILE_NO_SPACE' } as const;
  const acted = await actOn(hold, 0, aDownload({ ...broken, addresses: [`blob:sluice/0#${hold.id}`] }));
  expect(acted.event).toEqual({ type: 'postpone', problem: 'storage-full', dueAt: START_OF_TEST + 4_000 });
  expect(acted.reported).toEqual([]);
});

test.each([
  [0, 2_000],
  [1, 4_000],
  [2, 8_000],
  [20, 300_000],
])('a removal that the browser refuses after %i tries is put off by %i ms', async (attempts, pause) => {
  const acted = await actOn({ state: 'removing', attempts }, 1);
  expect(acted.event).toEqual({
    type: 'postpone',
    problem: 'browser-refused',
    dueAt: START_OF_TEST + pause,
  });
  expect(acted.isThere).toBe(true);
  expect(acted.reported).toHaveLength(1);
});

test('a removal is never given up', async () => {
  const acted = await actOn({ state: 'removing', attempts: 99 });
  expect(acted).toEqual({ event: { type: 'finish', place: 'nowhere' }, isThere: false, reported: [] });
});

const SWAPPING = { state: 'swapping', staged: A_COPY } as const;

test('a swap takes the copy of the browser away, at its third try too', async () => {
  const acted = await actOn({ ...SWAPPING, attempts: 2 });
  expect(acted).toEqual({ event: { type: 'drop' }, isThere: false, reported: [] });
});

test('after three tries a swap leaves the copy of the browser where it is', async () => {
  const acted = await actOn({ ...SWAPPING, attempts: 3 });
  expect(acted).toEqual({ event: { type: 'leave' }, isThere: true, reported: [] });
});

const MARKED = { state: 'releasing', place: 'marked-name', markedName: 'setup.exe.unverified' } as const;

test('a marked file makes way for its copy, at the third try too', async () => {
  const acted = await actOn({ ...MARKED, staged: A_COPY, attempts: 2 });
  expect(acted).toEqual({ event: { type: 'recover' }, isThere: false, reported: [] });
});

test('after three tries a marked file keeps its mark', async () => {
  const acted = await actOn({ ...MARKED, staged: A_COPY, attempts: 3 });
  expect(acted).toEqual({ event: { type: 'finish', place: 'marked-name' }, isThere: true, reported: [] });
});

test('after three tries a copy that was fetched anew is handed over beside the marked file', async () => {
  const acted = await actOn({ ...MARKED, staged: { ...A_COPY, isAnew: true }, attempts: 3 });
  expect(acted).toEqual({ event: { type: 'recover' }, isThere: true, reported: [] });
});
