import { type ResourceLimits, Worker } from 'node:worker_threads';
import { EngineError, RulesError } from '../errors.ts';
import type { WorkerJob, WorkerMessage, WorkerReport, WorkerSetup } from './engine-report.ts';

/** What a worker answered, and how many files it has looked at in its life. */
export type JobAnswer = { report: WorkerReport; scanned: number };

/**
 * Starts one worker.
 * @param onStarted is given the thread before it is ready, so that it can be ended meanwhile.
 * @throws RulesError when the rules do not compile, EngineError `worker_start` when it ends before it is ready.
 */
export function startWorker(
  url: URL,
  setup: WorkerSetup,
  resourceLimits: ResourceLimits,
  onStarted: (worker: Worker) => void,
): Promise<Worker> {
  const worker = new Worker(url, { workerData: setup, resourceLimits });
  onStarted(worker);
  return new Promise<Worker>((resolve, reject) => {
    const fail = (cause?: unknown): void =>
      reject(new EngineError('worker_start', 'A scan worker did not start.', { cause }));
    worker.once('message', (message: WorkerMessage) => {
      if (message.type === 'ready') resolve(worker);
      else reject(new RulesError('message' in message ? message.message : 'The worker did not start.'));
    });
    worker.once('error', fail).once('exit', fail);
  });
}

/**
 * Has a worker do one job. Whatever it throws, the worker must not be used again.
 * @throws EngineError `scan_failed`, `worker_crashed`, `worker_out_of_memory`, or `worker_timeout` after `timeoutMs`
 * milliseconds.
 */
export function runJob(worker: Worker, job: WorkerJob, timeoutMs: number): Promise<JobAnswer> {
  const done = new AbortController();
  const answer = new Promise<JobAnswer>((resolve, reject) => {
    const fail = (code: string, message: string, cause?: unknown): void =>
      reject(new EngineError(code, message, { cause }));
    const onMessage = (message: WorkerMessage): void => {
      if (message.type === 'report') resolve(message);
      else fail('scan_failed', 'message' in message ? message.message : 'Unexpected answer.');
    };
    const onError = (cause: unknown): void =>
      isOutOfMemory(cause)
        ? fail('worker_out_of_memory', 'The scan worker used more memory than it may.', cause)
        : fail('worker_crashed', 'The scan worker crashed.', cause);
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

/** https://nodejs.org/api/errors.html#err_worker_out_of_memory */
function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
