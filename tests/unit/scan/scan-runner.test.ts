import { describe, expect, test, vi } from 'vitest';
import type { Scan } from '../../../lib/core/scan.ts';
import { createPasswordMemory } from '../../../lib/scan/password-memory.ts';
import {
  createScanRunner,
  MAX_POLLS_AHEAD,
  MAX_SCANS_IN_FLIGHT,
  MAX_UPLOADS_IN_FLIGHT,
} from '../../../lib/scan/scan-runner.ts';
import { aPollingScan, aScan } from '../../factories/scan-factory.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

test('what becomes due while the runner looks for what is due is not slept over', async () => {
  const { store, staged } = createTestStore();
  const dueAt = START_OF_TEST + 1;
  await store.add(aScan({ dueAt }));
  const wakes: (number | undefined)[] = [];
  let time = START_OF_TEST;
  const runner = createScanRunner({
    store,
    staged,
    tidyStaged: async () => {},
    passwords: createPasswordMemory(),
    step: async () => {},
    wakeUp: { guard: async () => {}, at: async (when) => void wakes.push(when) },
    // Each look at the clock finds it a little further.
    now: () => time++,
    onChange: async () => {},
    rest: async () => {},
    report: () => {},
  });
  // The start of a runner looks at the clock too: only then is the scan due between two looks.
  await runner.recover();
  time = START_OF_TEST;
  await runner.run();
  await vi.waitFor(() => expect(wakes).toEqual([dueAt]), { timeout: 20_000 });
});

/** The ids of the scans whose steps a run takes, in order. None of the steps ends. */
async function takenOf(scans: readonly Scan[]): Promise<string[]> {
  const { store, staged } = createTestStore();
  for (const scan of scans) await store.add(scan);
  const taken: string[] = [];
  const runner = createScanRunner({
    store,
    staged,
    tidyStaged: async () => {},
    passwords: createPasswordMemory(),
    step: (scan) => {
      taken.push(scan.id);
      return new Promise(() => {});
    },
    wakeUp: { guard: async () => {}, at: async () => {} },
    now: () => START_OF_TEST,
    onChange: async () => {},
    rest: async () => {},
    report: () => {},
  });
  await runner.run();
  return taken;
}

const of = (count: number, toScan: (number: number) => Scan) =>
  Array.from({ length: count }, (_, number) => toScan(number));

test('uploads leave room for links', async () => {
  const uploads = of(8, (number) =>
    aScan({ id: `upload-${number}`, route: 'bytes', dueAt: START_OF_TEST - 1 }),
  );
  const taken = await takenOf([...uploads, aScan({ id: 'link', dueAt: START_OF_TEST })]);
  expect(taken.filter((id) => id.startsWith('upload'))).toHaveLength(MAX_UPLOADS_IN_FLIGHT);
  expect(taken).toContain('link');
});

describe('polls', () => {
  const queued = of(50, (number) => aScan({ id: `link-${number}`, dueAt: START_OF_TEST - 5_000 + number }));
  const polls = of(8, (number) => aPollingScan({ id: `poll-${number}`, dueAt: START_OF_TEST - 50 + number }));

  test('share the lanes with a long queue that waits for longer, the oldest of both first', async () => {
    const taken = await takenOf([...queued, ...polls]);
    expect(taken).toEqual(['poll-0', 'poll-1', 'poll-2', 'link-0', 'link-1', 'link-2']);
    expect(taken.filter((id) => id.startsWith('poll'))).toHaveLength(MAX_POLLS_AHEAD);
  });

  test('have all lanes where nothing else is due', async () => {
    expect(await takenOf(polls)).toEqual(polls.slice(0, MAX_SCANS_IN_FLIGHT).map(({ id }) => id));
  });

  test('leave all lanes to what is to be sent while none is due', async () => {
    const later = aPollingScan({ id: 'later', dueAt: START_OF_TEST + 1 });
    expect(await takenOf([...queued, later])).toEqual(
      queued.slice(0, MAX_SCANS_IN_FLIGHT).map(({ id }) => id),
    );
  });
});
