import { expect, it } from 'vitest';
import { startPart } from '../../../../scripts/tools/start-part.ts';
import { createDeferred } from '../../../fakes/deferred.ts';

it('ends what has started, the last first', async () => {
  const log: string[] = [];
  const parts = new AsyncDisposableStack();
  for (const name of ['one', 'two']) {
    await startPart(
      parts,
      async () => name,
      async (part) => void log.push(part),
    );
  }
  await parts.disposeAsync();
  expect(log).toEqual(['two', 'one']);
});

it('ends what is still starting when the end comes', async () => {
  const log: string[] = [];
  const parts = new AsyncDisposableStack();
  const started = createDeferred<string>();
  const starting = startPart(
    parts,
    () => started.promise,
    async (part) => void log.push(part),
  );
  const disposing = parts.disposeAsync();
  started.resolve('late');
  await disposing;
  expect(log).toEqual(['late']);
  expect(await starting).toBe('late');
});

it('has nothing to end where the start fails, and starts nothing after the end', async () => {
  const log: string[] = [];
  const parts = new AsyncDisposableStack();
  const end = async (part: string) => void log.push(part);
  await expect(startPart(parts, () => Promise.reject(new Error('no')), end)).rejects.toThrow('no');
  await parts.disposeAsync();
  const start = async () => {
    log.push('started');
    return 'part';
  };
  await expect(startPart(parts, start, end)).rejects.toThrow('The end came');
  expect(log).toEqual([]);
});
