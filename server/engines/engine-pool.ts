import type { Worker } from 'node:worker_threads';
import { EngineError } from '../errors.ts';
import type { WorkerJob, WorkerReport, WorkerSetup } from './engine-report.ts';
import { createWorkerGeneration, type WorkerGeneration } from './worker-generation.ts';
import { runJob } from './worker-thread.ts';

export type EnginePoolOptions = {
  workerUrl: URL;
  size: number;
  /** Milliseconds for one job, before its worker is taken for hung and replaced. */
  timeoutMs: number;
  /** Megabytes of JavaScript objects that one worker may hold. Samples and WebAssembly are not among them. */
  heapMb: number;
  setup: WorkerSetup;
};

// WebAssembly memory grows and never shrinks: a worker that held a large sample is replaced to give it back.
const RECYCLE_BYTES = 64_000_000;

// A thread still grows by some 0.04 MB with each file (YARA-X 1.20), beside what `createInstanceRelease` lets go of.
const RECYCLE_FILES = 2_000;

// A worker holds samples and few objects: what it would grow for them on the way to its first scan is never used again.
const YOUNG_HEAP_MB = 2;

type Task = {
  job: WorkerJob;
  onTaken: () => Promise<void>;
  resolve: (report: WorkerReport) => void;
  reject: (error: Error) => void;
};

export type EnginePool = ReturnType<typeof createEnginePool>;

/**
 * Runs scans in worker threads. A worker that crashes, fails or hangs is replaced at once; its job ends with an
 * EngineError. So is one that ends while it is idle.
 */
export function createEnginePool({ workerUrl, size, timeoutMs, heapMb, setup }: EnginePoolOptions) {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_HEAP_MB, maxOldGenerationSizeMb: heapMb };
  const waiting: Task[] = [];
  const threads = new Set<Worker>();
  let current = toGeneration(setup);
  let closed = false;
  // Workers that may be started with nothing to do: one that ends as soon as it is idle must not spin.
  let spares = size;

  function toGeneration(of: WorkerSetup): WorkerGeneration {
    const onStarted = (worker: Worker): void => {
      threads.add(worker);
      worker.once('exit', () => threads.delete(worker));
    };
    return createWorkerGeneration({ workerUrl, resourceLimits, setup: of, onStarted, onLost: refill });
  }

  /** Starts all workers. @throws RulesError when the rules do not compile, EngineError `pool_closed` after `close`. */
  async function start(): Promise<void> {
    await fill(current);
    pump();
    refill();
  }

  /**
   * Gives new jobs to workers with another setup, all at once, when every one of them is ready. What is under way ends
   * with the setup that it began with.
   * @throws RulesError when the rules do not compile, EngineError when the workers do not start, or `pool_closed` after
   * `close`: nothing has changed then.
   */
  async function reload(next: WorkerSetup): Promise<void> {
    const generation = toGeneration(next);
    await fill(generation);
    const before = current;
    current = generation;
    spares = size;
    pump();
    refill();
    await before.retire();
  }

  async function fill(generation: WorkerGeneration): Promise<void> {
    if (closed) throw toClosed();
    try {
      await Promise.all(Array.from({ length: size }, generation.spawn));
    } catch (error) {
      await generation.close();
      throw error;
    }
  }

  /**
   * Scans one file.
   * @param onTaken called once a worker is free for it; the worker begins when it resolves.
   * @throws EngineError as `runJob` does, or `pool_closed`, and what `onTaken` throws.
   */
  function scan(job: WorkerJob, onTaken: () => Promise<void>): Promise<WorkerReport> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(toClosed());
      waiting.push({ job, onTaken, resolve, reject });
      pump();
    });
  }

  function pump(): void {
    while (!closed && waiting.length > 0) {
      const worker = current.take();
      if (worker === undefined) {
        refill();
        return;
      }
      const task = waiting.shift();
      if (task !== undefined) void run(worker, current, task);
    }
  }

  async function run(worker: Worker, generation: WorkerGeneration, task: Task): Promise<void> {
    try {
      await task.onTaken();
      if (closed) throw toClosed();
      // It ended meanwhile, which is no fault of the sample, and would never answer.
      if (!generation.has(worker)) waiting.unshift({ ...task, onTaken: async () => undefined });
      else await runOn(worker, generation, task);
    } catch (error) {
      await worker.terminate();
      task.reject(error instanceof Error ? error : new EngineError('worker_crashed', String(error)));
    }
    pump();
  }

  async function runOn(worker: Worker, generation: WorkerGeneration, task: Task): Promise<void> {
    spares = size;
    const { report, scanned } = await runJob(worker, task.job, timeoutMs);
    task.resolve(report);
    const isSpent = task.job.size > RECYCLE_BYTES || scanned > RECYCLE_FILES;
    if (generation !== current || isSpent) await worker.terminate();
    else generation.give(worker);
  }

  /** Replaces workers that are gone, one after the other. */
  function refill(): void {
    if (closed || current.isStarting() || current.count() >= size) return;
    if (waiting.length === 0 && spares === 0) return;
    if (waiting.length === 0) spares -= 1;
    const generation = current;
    void generation
      .spawn()
      .catch((error: Error) => waiting.shift()?.reject(error))
      .finally(() => {
        // A reload may have been quicker: no job begins with the old rules any more.
        if (generation !== current) void generation.retire();
        pump();
        refill();
      });
  }

  /** Stops every worker at once, for good. Jobs under way and waiting end with an EngineError. */
  async function close(): Promise<void> {
    closed = true;
    for (const task of waiting.splice(0)) task.reject(toClosed());
    await Promise.all([...threads].map((worker) => worker.terminate()));
  }

  return { start, reload, scan, close };
}

function toClosed(): EngineError {
  return new EngineError('pool_closed', 'The service is stopping.');
}
