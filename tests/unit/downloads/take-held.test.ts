import { expect, test, vi } from 'vitest';
import type { Hold } from '../../../lib/core/hold.ts';
import type { Begun } from '../../../lib/downloads/begin-download.ts';
import { createBeginnings } from '../../../lib/downloads/beginnings.ts';
import { createLiveHolds } from '../../../lib/downloads/live-holds.ts';
import { createReleasedRequests } from '../../../lib/downloads/released-requests.ts';
import { createTakeHeld } from '../../../lib/downloads/take-held.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { createFakeClock } from '../../fakes/fake-clock.ts';
import { createFakeDownloads } from '../../fakes/fake-downloads.ts';
import { createFakeRequests } from '../../fakes/fake-requests.ts';

/** Has a request held that begins as `begin` says and has the hold `written`, until nothing is left to be done. */
async function takeOne(begin: () => Promise<Begun>, written: Hold | undefined) {
  const clock = createFakeClock();
  const memory = createLiveHolds();
  const requests = createFakeRequests(clock.now);
  const forgotten: string[] = [];
  const reported: unknown[] = [];
  const take = createTakeHeld({
    beginnings: createBeginnings({ newId: () => 'one', now: clock.now, begin }),
    beginDownload: { judge: async () => undefined },
    downloads: { find: async () => undefined },
    driver: { attach: async () => {}, judge: async () => {}, step: async () => {} },
    holds: { get: async () => written, findByDownload: async () => undefined, update: async () => undefined },
    live: {
      ...memory,
      forget(id) {
        forgotten.push(id);
        memory.forget(id);
      },
    },
    released: createReleasedRequests(clock.now),
    keepAlive: (task) => task(),
    startTimer: clock.startTimer,
    now: clock.now,
    report: (error) => void reported.push(error),
  });
  let done = Promise.resolve();
  requests.gate.onHeld((held) => {
    done = take(held);
  });
  const request = requests.ask();
  await done;
  return { outcome: request.outcome(), forgotten, reported };
}

test('one that nobody follows goes on, and nothing is remembered of it', async () => {
  const taken = await takeOne(async () => ({ isFollowed: false, isHeld: false }), undefined);
  expect(taken).toEqual({ outcome: 'went', forgotten: ['one'], reported: [] });
});

test('one that is followed and not held goes on, and is remembered', async () => {
  const taken = await takeOne(async () => ({ isFollowed: true, isHeld: false }), aHold({ id: 'one' }));
  expect(taken).toEqual({ outcome: 'went', forgotten: [], reported: [] });
});

test.each([
  ['nothing', undefined, ['one']],
  ['its hold', aHold({ id: 'one' }), []],
] as const)('of one that could not begin, when %s was written, as much is remembered', async (...given) => {
  const [, written, forgotten] = given;
  const full = new DOMException('Full.', 'QuotaExceededError');
  const taken = await takeOne(() => Promise.reject(full), written);
  expect(taken).toEqual({ outcome: 'went', forgotten, reported: [full] });
});

test('one that nobody answers for in time is known as marked before the browser goes on with it', async () => {
  const clock = createFakeClock();
  const downloads = createFakeDownloads(clock.now);
  const told: string[] = [];
  const live = createLiveHolds();
  const take = createTakeHeld({
    beginnings: createBeginnings({
      newId: () => 'one',
      now: clock.now,
      begin: async () => ({ isFollowed: true, isHeld: true }),
    }),
    beginDownload: { judge: async () => undefined },
    downloads,
    // The background is too busy to attach it.
    driver: { attach: () => new Promise(() => {}), judge: async () => {}, step: async () => {} },
    holds: {
      get: async () => undefined,
      findByDownload: async () => undefined,
      update: async () => undefined,
    },
    live,
    released: createReleasedRequests(clock.now),
    keepAlive: (task) => task(),
    startTimer: clock.startTimer,
    now: clock.now,
    report: (error) => expect.unreachable(String(error)),
  });
  downloads.onChanged(
    (id) => void told.push(`${downloads.get(id)?.path}, known as ${live.of('one').letGoAs}`),
  );
  downloads.gate.onHeld((held) => void take(held));
  downloads.create(aDownload({ addresses: ['https://files.example.org/setup.exe'] }));
  await vi.waitFor(() => expect(clock.pending().length).toBeGreaterThan(0));
  clock.advance(15_000);
  expect(told).toEqual(['/downloads/setup.exe.unverified, known as setup.exe.unverified']);
});
