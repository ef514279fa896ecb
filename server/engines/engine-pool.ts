import { Worker } from 'node:worker_threads';
import { EngineError, RulesError } from '../errors.ts';
import type { EngineReport, WorkerJob, WorkerMessage, WorkerSetup } from './engine-report.ts';

export type EnginePoolOptions = {
  workerUrl: URL;
  size: number;
  /** Milliseconds for one job, before its worker is taken for hung and replaced. */
  timeoutMs: number;
  setup: WorkerSetup;
};

// WebAssembly memory grows and never shrinks: a worker that held a large sample is replaced to give it back.
const RECYCLE_BYTES = 64_000_000;

// A worker holds samples and few objects: what it would grow for them on the way to its first scan is never used again.
const YOUNG_HEAP = { maxYoungGenerationSizeMb: 2 };

type Task = {
  job: WorkerJob;
  onTaken: () => Promise<void>;
  resolve: (report: EngineReport) => void;
  reject: (error: Error) => void;
};

export type EnginePool = ReturnType<typeof createEnginePool>;

/** Runs scans in worker threads. A worker that crashes, fails or hangs is replaced; its job ends with an EngineError. */
export function createEnginePool({ workerUrl, size, timeoutMs, setup }: EnginePoolOptions) {
  const idle: Worker[] = [];
  const waiting: Task[] = [];
  const alive = new Set<Worker>();
  let starting = 0;
  let closed = false;

  /** Starts all workers. @throws RulesError when the rules do not compile. */
  async function start(): Promise<void> {
    const workers = await Promise.all(Array.from({ length: size }, spawn));
    idle.push(...workers);
    pump();
  }

  function spawn(): Promise<Worker> {
    const worker = new Worker(workerUrl, { workerData: setup, resourceLimits: YOUNG_HEAP });
    alive.add(worker);
    return new Promise<Worker>((resolve, reject) => {
      worker.once('message', (message: WorkerMessage) => {
        if (message.type === 'ready') resolve(worker);
        else reject(new RulesError('message' in message ? message.message : 'The worker did not start.'));
      });
      worker.once('error', (cause) =>
        reject(new EngineError('worker_start', 'A scan worker did not start.', { cause })),
      );
      worker.once('exit', () => {
        alive.delete(worker);
        if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
        reject(new EngineError('worker_start', 'A scan worker did not start.'));
      });
    });
  }

  /**
   * Scans one file.
   * @param onTaken called once a worker is free for it; the worker begins when it resolves.
   * @throws EngineError `worker_crashed`, `worker_timeout`, `scan_failed` or `pool_closed`, and what `onTaken` throws.
   */
  function scan(job: WorkerJob, onTaken: () => Promise<void>): Promise<EngineReport> {
    return new Promise((resolve, reject) => {
      if (closed) return reject(new EngineError('pool_closed', 'The service is stopping.'));
      waiting.push({ job, onTaken, resolve, reject });
      pump();
    });
  }

  function pump(): void {
    while (!closed && waiting.length > 0) {
      const worker = idle.pop();
      if (worker === undefined) {
        refill();
        return;
      }
      const task = waiting.shift();
      if (task !== undefined) void run(worker, task);
    }
  }

  async function run(worker: Worker, task: Task): Promise<void> {
    try {
      await task.onTaken();
      if (closed) throw new EngineError('pool_closed', 'The service is stopping.');
      const report = await runJob(worker, task.job, timeoutMs);
      task.resolve(report);
      if (task.job.size > RECYCLE_BYTES) await worker.terminate();
      else idle.push(worker);
    } catch (error) {
      await worker.terminate();
      task.reject(error instanceof Error ? error : new EngineError('worker_crashed', String(error)));
    }
    pump();
  }

  /** Replaces workers that are gone, only while there is work: a worker that dies at once must not spin. */
  function refill(): void {
    if (alive.size >= size || starting > 0) return;
    starting += 1;
    void spawn()
      .then((worker) => void idle.push(worker))
      .catch((error: Error) => waiting.shift()?.reject(error))
      .finally(() => {
        starting -= 1;
        pump();
      });
  }

  /** Stops every worker at once. Jobs under way and waiting end with an EngineError. */
  async function close(): Promise<void> {
    closed = true;
    for (const task of waiting.splice(0))
      task.reject(new EngineError('pool_closed', 'The service is stopping.'));
    await Promise.all([...alive].map((worker) => worker.terminate()));
  }

  return { start, scan, close };
}

function runJob(worker: Worker, job: WorkerJob, timeoutMs: number): Promise<EngineReport> {
  const done = new AbortController();
  const answer = new Promise<EngineReport>((resolve, reject) => {
    const fail = (code: string, message: string, cause?: unknown): void =>
      reject(new EngineError(code, message, { cause }));
    const onMessage = (message: WorkerMessage): void => {
      if (message.type === 'report') resolve(message.report);
      else fail('scan_failed', 'message' in message ? message.message : 'Unexpected answer.');
    };
    const onError = (cause: unknown): void => fail('worker_crashed', 'The scan worker crashed.', cause);
    const onExit = (): void => fail('worker_crashed', 'The scan worker ended unexpectedly.');
    const timer = setTimeout(fail, timeoutMs, 'worker_timeout', 'The scan took longer than allowed.');
    worker.on('message', onMessage).on('error', onError).on('exit', onExit);
    done.signal.addEventListener('abort', () => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onError).off('exit', onExit);
    });
  });
  worker.postMessage(job);
  return answer.finally(() => done.abort());
}
