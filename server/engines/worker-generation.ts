import type { ResourceLimits, Worker } from 'node:worker_threads';
import type { WorkerSetup } from './engine-report.ts';
import { startWorker } from './worker-thread.ts';

export type WorkerGenerationOptions = {
  workerUrl: URL;
  resourceLimits: ResourceLimits;
  setup: WorkerSetup;
  /** Called for each thread before it is ready. */
  onStarted: (worker: Worker) => void;
  /** Called when one that was ready has ended, at work or idle, of itself or because it was told to. */
  onLost: () => void;
};

export type WorkerGeneration = ReturnType<typeof createWorkerGeneration>;

/** The workers that have one set of rules. None is started before `spawn`. */
export function createWorkerGeneration(options: WorkerGenerationOptions) {
  const { workerUrl, resourceLimits, setup } = options;
  const alive = new Set<Worker>();
  let idle: Worker[] = [];
  let starting = 0;

  /** Starts one more, which is idle when the promise resolves. @throws what `startWorker` throws */
  async function spawn(): Promise<void> {
    starting += 1;
    try {
      idle.push(await startOne());
    } finally {
      starting -= 1;
    }
  }

  async function startOne(): Promise<Worker> {
    let isReady = false;
    const worker = await startWorker(workerUrl, setup, resourceLimits, (started) => {
      alive.add(started);
      started.once('exit', () => {
        alive.delete(started);
        idle = idle.filter((other) => other !== started);
        if (isReady) options.onLost();
      });
      options.onStarted(started);
    });
    isReady = true;
    return worker;
  }

  /** Ends workers. */
  const end = async (workers: Iterable<Worker>): Promise<void> => {
    await Promise.all([...workers].map((worker) => worker.terminate()));
  };

  return {
    spawn,
    /** Takes one that is idle, which nobody else gets until `give`; undefined where none is. */
    take: (): Worker | undefined => idle.pop(),
    /** Gives back one that was taken. */
    give: (worker: Worker): void => void idle.push(worker),
    /** Whether this one has not ended. */
    has: (worker: Worker): boolean => alive.has(worker),
    /** Those that have not ended: idle, at work or on their way. */
    count: (): number => alive.size,
    /** Whether any is on its way. */
    isStarting: (): boolean => starting > 0,
    /** Ends those that are idle; those at work end as their jobs do. */
    retire: (): Promise<void> => end(idle.splice(0)),
    /** Ends all of them. */
    close: (): Promise<void> => end(alive),
  };
}
