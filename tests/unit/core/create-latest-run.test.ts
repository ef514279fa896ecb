import { expect, test } from 'vitest';
import { createLatestRun } from '../../../lib/core/create-latest-run.ts';
import { createDeferred } from '../../fakes/deferred.ts';

test('calls that come while it runs are answered by one more run', async () => {
  const gates = [createDeferred<void>(), createDeferred<void>(), createDeferred<void>()];
  let runs = 0;
  const run = createLatestRun(() => {
    runs += 1;
    return gates[runs - 1]?.promise ?? Promise.resolve();
  });
  const all = [run(), run(), run()];
  expect(runs).toBe(1);
  gates[0]?.resolve();
  await gates[0]?.promise;
  await Promise.resolve();
  gates[1]?.resolve();
  await Promise.all(all);
  expect(runs).toBe(2);
});

test('a call after the end begins anew', async () => {
  let runs = 0;
  const run = createLatestRun(async () => {
    runs += 1;
  });
  await run();
  await run();
  expect(runs).toBe(2);
});
