import type { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

/** Threads that are started from now on: all of them, and those that have not ended. */
export function listWorkers(): { started: ReadonlySet<Worker>; alive: ReadonlySet<Worker> } {
  const started = new Set<Worker>();
  const alive = new Set<Worker>();
  const add = (worker: Worker): void => {
    started.add(worker);
    alive.add(worker);
    worker.once('exit', () => alive.delete(worker));
  };
  process.on('worker', add);
  onTestFinished(() => void process.off('worker', add));
  return { started, alive };
}
