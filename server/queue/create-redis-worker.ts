import { DelayedError, type Job as RedisJob, WaitingError, Worker } from 'bullmq';
import type { FastifyBaseLogger } from 'fastify';
import type { Redis } from 'ioredis';
import type { Job } from './job-queue.ts';

export type RedisWorkerOptions = {
  queue: string;
  prefix: string;
  connection: Redis;
  /** Jobs under way at once. */
  concurrency: number;
  /** Milliseconds without a sign of life after which another worker takes a job up. */
  lockMs: number;
  stop: AbortSignal;
  log: FastifyBaseLogger;
};

/** What is to become of a job: it is done, or it comes again after so many milliseconds. */
export type JobEnd = 'done' | { againInMs: number };

/** Before a job is tried again that met a fault of the service, in milliseconds. */
const RETRY_MS = 5_000;

/** Takes jobs of one queue, one after another. A job ends only when its work is done: there is no failing for good. */
export function createRedisWorker(
  options: RedisWorkerOptions,
  work: (job: Job, times: number) => Promise<JobEnd>,
) {
  const { stop, log, lockMs } = options;

  async function process(job: RedisJob<Job>, token = ''): Promise<void> {
    const end = await runJob(job);
    if (end === 'done') return;
    if (stop.aborted) {
      // At once for another scanner.
      await job.moveToWait(token);
      throw new WaitingError();
    }
    await job.moveToDelayed(Date.now() + end.againInMs, token);
    throw new DelayedError();
  }

  async function runJob(job: RedisJob<Job>): Promise<JobEnd> {
    try {
      // A wait for jobs may still bring one when it is over.
      stop.throwIfAborted();
      return await work(job.data, job.attemptsStarted);
    } catch (error) {
      if (!stop.aborted)
        log.error({ scan: job.data.scan, err: error }, 'scan not finished, will be tried again');
      return { againInMs: RETRY_MS };
    }
  }

  const worker = new Worker<Job>(options.queue, process, {
    connection: options.connection,
    prefix: options.prefix,
    concurrency: options.concurrency,
    lockDuration: lockMs,
    stalledInterval: Math.ceil(lockMs / 2),
    // The runs that took a process down are counted in the row, which ends the scan at last.
    maxStalledCount: Number.MAX_SAFE_INTEGER,
    skipVersionCheck: true,
    autorun: false,
  });
  worker.on('stalled', (id) => log.warn({ job: id }, 'scan taken up from a scanner that is gone'));
  // Lost locks and the like: the work was done twice or will be, and the row is written once.
  worker.on('error', (error) => log.debug({ err: error }, 'queue worker'));
  return worker;
}
