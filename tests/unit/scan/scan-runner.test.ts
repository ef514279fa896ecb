import { expect, test, vi } from 'vitest';
import { createPasswordMemory } from '../../../lib/scan/password-memory.ts';
import { createScanRunner, MAX_UPLOADS_IN_FLIGHT } from '../../../lib/scan/scan-runner.ts';
import { aScan } from '../../factories/scan-factory.ts';
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

test('uploads leave room for links', async () => {
  const { store, staged } = createTestStore();
  for (let number = 0; number < 8; number += 1)
    await store.add(aScan({ id: `upload-${number}`, route: 'bytes', dueAt: START_OF_TEST - 1 }));
  await store.add(aScan({ id: 'link', dueAt: START_OF_TEST }));
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
  expect(taken.filter((id) => id.startsWith('upload'))).toHaveLength(MAX_UPLOADS_IN_FLIGHT);
  expect(taken).toContain('link');
});
