import { expect, test } from 'vitest';
import { createHoldLanes } from '../../../lib/downloads/hold-lanes.ts';
import { createDeferred } from '../../fakes/deferred.ts';

test('one lane’s tasks run one after another, and another lane’s beside them', async () => {
  const lanes = createHoldLanes();
  const first = createDeferred<void>();
  const log: string[] = [];
  const tasks = [
    lanes('a', async () => {
      await first.promise;
      log.push('a1');
    }),
    lanes('a', async () => void log.push('a2')),
  ];
  await lanes('b', async () => void log.push('b1'));
  first.resolve();
  await Promise.all(tasks);
  expect(log).toEqual(['b1', 'a1', 'a2']);
});

test('a task that fails tells whoever asked, and stops nobody', async () => {
  const lanes = createHoldLanes();
  const failed = lanes('a', async () => {
    throw new Error('Full.');
  });
  const next = lanes('a', async () => 'done');
  await expect(failed).rejects.toThrow('Full.');
  expect(await next).toBe('done');
});
