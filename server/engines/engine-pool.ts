import type { Worker } from 'node:worker_threads';
import { EngineError } from '../errors.ts';
import type { EngineReport, WorkerJob, WorkerSetup } from './engine-report.ts';
import { runJob, startWorker } from './worker-thread.ts';

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
  resolve: (report: EngineReport) => void;
  reject: (error: Error) => void;
};

/** The workers that have one set of rules. */
type Generation = { setup: WorkerSetup; idle: Worker[]; alive: Set<Worker>; starting: number };

export type EnginePool = ReturnType<typeof createEnginePool>;

/** Runs scans in worker threads. A worker that crashes, fails or hangs is replaced; its job ends with an EngineError. */
export function createEnginePool({ workerUrl, size, timeoutMs, heapMb, setup }: EnginePoolOptions) {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_HEAP_MB, maxOldGenerationSizeMb: heapMb };
  const waiting: Task[] = [];
  const threads = new Set<Worker>();
  let current = toGeneration(setup);
  let closed = false;

  /** Starts all workers. @throws RulesError when the rules do not compile. */
  async function start(): Promise<void> {
    await fill(current);
    pump();
  }

  /**
   * Gives new jobs to workers with another setup, all at once, when every one of them is ready. What is under way ends
   * with the setup that it began with.
   * @throws RulesError when the rules do not compile, EngineError when the workers do not start: nothing has changed then.
   */
  async function reload(next: WorkerSetup): Promise<void> {
    const generation = toGeneration(next);
    await fill(generation);
    const before = current;
    current = generation;
    pump();
    await retire(before);
  }

  async function retire(generation: Generation): Promise<void> {
    await Promise.all(generation.idle.splice(0).map((worker) => worker.terminate()));
  }

  async function fill(generation: Generation): Promise<void> {
    try {
      await Promise.all(Array.from({ length: size }, () => spawn(generation)));
    } catch (error) {
      await Promise.all([...generation.alive].map((worker) => worker.terminate()));
      throw error;
    }
  }

  async function spawn(generation: Generation): Promise<void> {
    const onStarted = (worker: Worker): void => {
      for (const set of [threads, generation.alive]) set.add(worker);
      worker.once('exit', () => {
        for (const set of [threads, generation.alive]) set.delete(worker);
        generation.idle = generation.idle.filter((other) => other !== worker);
      });
    };
    generation.idle.push(await startWorker(workerUrl, generation.setup, resourceLimits, onStarted));
  }

  /**
   * Scans one file.
   * @param onTaken called once a worker is free for it; the worker begins when it resolves.
   * @throws EngineError as `runJob` does, or `pool_closed`, and what `onTaken` throws.
   */
  function scan(job: WorkerJob, onTaken: () => Promise<void>): Promise<EngineReport> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(toClosed());
      waiting.push({ job, onTaken, resolve, reject });
      pump();
    });
  }

  function pump(): void {
    while (!closed && waiting.length > 0) {
      const worker = current.idle.pop();
      if (worker === undefined) {
        refill(current);
        return;
      }
      const task = waiting.shift();
      if (task !== undefined) void run(worker, current, task);
    }
  }

  async function run(worker: Worker, generation: Generation, task: Task): Promise<void> {
    try {
      await task.onTaken();
      if (closed) throw toClosed();
      const { report, scanned } = await runJob(worker, task.job, timeoutMs);
      task.resolve(report);
      const isSpent = task.job.size > RECYCLE_BYTES || scanned > RECYCLE_FILES;
      if (generation !== current || isSpent) await worker.terminate();
      else generation.idle.push(worker);
    } catch (error) {
      await worker.terminate();
      task.reject(error instanceof Error ? error : new EngineError('worker_crashed', String(error)));
    }
    pump();
  }

  /** Replaces workers that are gone, only while there is work: a worker that dies at once must not spin. */
  function refill(generation: Generation): void {
    if (generation.alive.size >= size || generation.starting > 0) return;
    generation.starting += 1;
    void spawn(generation)
      .catch((error: Error) => waiting.shift()?.reject(error))
      .finally(() => {
        generation.starting -= 1;
        // A reload may have been quicker: no job begins with the old rules any more.
        if (generation !== current) void retire(generation);
        pump();
      });
  }

  /** Stops every worker at once. Jobs under way and waiting end with an EngineError. */
  async function close(): Promise<void> {
    closed = true;
    for (const task of waiting.splice(0)) task.reject(toClosed());
    await Promise.all([...threads].map((worker) => worker.terminate()));
  }

  return { start, reload, scan, close };
}

function toGeneration(setup: WorkerSetup): Generation {
  return { setup, idle: [], alive: new Set(), starting: 0 };
}

function toClosed(): EngineError {
  return new EngineError('pool_closed', 'The service is stopping.');
}
