import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Redis } from 'ioredis';
import { checkRedis, createRedis, toShownUrl } from './connect-redis.ts';
import { createHostSlots } from './create-host-slots.ts';
import { createRedisWorker, type JobEnd } from './create-redis-worker.ts';
import type { JobLimits } from './embedded-job-queue.ts';
import type { Job, JobQueue, JobWork } from './job-queue.ts';
import { createRedisJobs, PREFIX, QUEUES } from './redis-jobs.ts';

export type RedisJobQueueOptions = JobLimits & {
  redisUrl: string;
  /** Milliseconds after which a scanner that is silent is taken for dead. */
  lockMs: number;
  /** Milliseconds between two looks for scans whose jobs are not in Redis. */
  reconcileMs: number;
};

/** A job whose host is full comes again after so many milliseconds, doubled each time up to the longest. */
const FULL_MS = 100;
const MAX_FULL_MS = 3_000;

/** Before a scan is tried again that needs an engine which is away, here or by another scanner, in milliseconds. */
const LATER_MS = 2_000;

/** How long the end of the service waits for Redis, in milliseconds. */
const CLOSE_MS = 2_000;

/**
 * The queue that scanners share, in Redis. Each job is worked on by one scanner, and that of a scanner that was killed is
 * given to another. A job is there once at most: what is not known to be there can be added again. The limits hold for
 * each scanner by itself. `start` throws ServiceError where Redis cannot be used.
 */
export function createRedisJobQueue(options: RedisJobQueueOptions, log: FastifyBaseLogger): JobQueue {
  const { redisUrl, lockMs, reconcileMs, concurrency, fetchSlots } = options;
  const stopping = new AbortController();
  const stop = stopping.signal;
  const hosts = createHostSlots(fetchSlots.perKey);
  const closers: (() => Promise<unknown>)[] = [];
  const disconnecters: (() => void)[] = [];
  let put = async (_jobs: readonly Job[]): Promise<void> => {
    throw new Error('The queue is not started.');
  };

  async function start(work: JobWork, listUnfinished: () => Promise<Job[]>): Promise<void> {
    const warning = await checkRedis(redisUrl);
    if (warning !== null) log.warn(warning);
    const producer = await connect('fails');
    const jobs = createRedisJobs(producer);
    closers.push(jobs.close);
    put = jobs.put;
    await put(await listUnfinished());
    startWorkers(await connect('waits'), work);
    watch(producer, listUnfinished);
  }

  async function connect(patience: 'waits' | 'fails'): Promise<Redis> {
    const connection = createRedis(redisUrl, patience);
    connection.on('error', () => {});
    disconnecters.push(() => connection.disconnect());
    await connection.connect();
    return connection;
  }

  function startWorkers(connection: Redis, work: JobWork): void {
    const shared = { prefix: PREFIX, connection, lockMs, stop, log };
    const workers = [
      createRedisWorker({ ...shared, queue: QUEUES.fetch, concurrency: fetchSlots.total }, (job, times) =>
        fetchJob(job, times, work),
      ),
      createRedisWorker({ ...shared, queue: QUEUES.scan, concurrency }, (job) => scanJob(job, work)),
    ];
    for (const worker of workers) {
      closers.push(() => worker.close());
      disconnecters.unshift(() => void worker.disconnect().catch(() => {}));
      void worker.run().catch((error: unknown) => log.error({ err: error }, 'queue ended'));
    }
  }

  /** Puts what Redis does not know of into it again: after it was away, and every now and then. */
  function watch(producer: Redis, listUnfinished: () => Promise<Job[]>): void {
    const refill = async (): Promise<void> => {
      try {
        await put(await listUnfinished());
      } catch (error) {
        if (!stop.aborted) log.warn({ err: error }, 'scans that wait not compared with Redis');
      }
    };
    producer.on('close', () => {
      if (!stop.aborted)
        log.error(`Redis at ${toShownUrl(redisUrl)} is away: scans are accepted, and wait for it`);
    });
    producer.on('ready', () => {
      log.info(`Redis at ${toShownUrl(redisUrl)} is back`);
      void refill();
    });
    /** One scanner looks for all of them. */
    const refillInTurn = async (): Promise<void> => {
      const isFree = producer.set(`${PREFIX}:reconciled`, '1', 'PX', Math.ceil(reconcileMs / 2), 'NX');
      if ((await isFree.catch(() => null)) === 'OK') await refill();
    };
    const timer = setInterval(() => void refillInTurn(), reconcileMs);
    disconnecters.unshift(() => clearInterval(timer));
  }

  async function fetchJob({ scan, host }: Job, times: number, work: JobWork): Promise<JobEnd> {
    const giveBack = hosts.take(host ?? '');
    // It lets others pass, of hosts that have room.
    if (giveBack === null) return { againInMs: Math.min(MAX_FULL_MS, FULL_MS * 2 ** Math.min(times, 10)) };
    try {
      const fetched = await work.fetch(scan, stop);
      if (fetched === 'fetched') await put([{ scan, host: null }]);
      else if (fetched !== null) await work.finish(scan, fetched, stop);
      return 'done';
    } finally {
      giveBack();
    }
  }

  async function scanJob({ scan }: Job, work: JobWork): Promise<JobEnd> {
    const outcome = await work.scan(scan, stop);
    if (outcome === 'later') return { againInMs: LATER_MS };
    if (outcome !== null) await work.finish(scan, outcome, stop);
    return 'done';
  }

  function add(job: Job): void {
    put([job]).catch((error: unknown) => {
      const cause = error instanceof Error ? error.message : String(error);
      if (!stop.aborted)
        log.warn({ scan: job.scan, cause }, 'scan not in the queue yet, will be put there later');
    });
  }

  async function close(): Promise<void> {
    stopping.abort();
    const closing = Promise.all(closers.map((end) => end()));
    // Without Redis nothing of it would come to an end: another scanner finds that the locks have run out.
    await Promise.race([closing.catch(() => {}), wait(CLOSE_MS, undefined, { ref: false })]);
    for (const disconnect of disconnecters) disconnect();
  }

  return { isShared: true, start, add, close };
}
