import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job } from './job-queue.ts';

/** In front of every key in Redis. */
export const PREFIX = 'sluice';

/** Jobs whose samples have to be fetched, and jobs whose samples are stored. */
export const QUEUES = { fetch: 'fetch', scan: 'scan' } as const;

/** Jobs put into Redis by one command. */
const BULK = 500;

/** A job is kept no longer than it waits or runs: its id is then free for a scan whose job was lost. */
const OPTIONS: JobsOptions = { removeOnComplete: true, removeOnFail: true };

/** Nobody reads the events: a few are kept, since none cannot be asked for. */
const SHARED = { prefix: PREFIX, skipVersionCheck: true, streams: { events: { maxLen: 10 } } };

/** The side that puts jobs into Redis. */
export function createRedisJobs(connection: Redis) {
  const open = (name: string): Queue<Job> => {
    const queue = new Queue<Job>(name, { ...SHARED, connection });
    // The connection tells of its faults, and each call of its own.
    queue.on('error', () => {});
    return queue;
  };
  const toFetch = open(QUEUES.fetch);
  const toScan = open(QUEUES.scan);

  /** Adds jobs; one that waits or runs already is left as it is. @throws where Redis does not take them. */
  async function put(jobs: readonly Job[]): Promise<void> {
    for (let at = 0; at < jobs.length; at += BULK) {
      const some = jobs.slice(at, at + BULK);
      await putInto(
        toFetch,
        some.filter(({ host }) => host !== null),
      );
      await putInto(
        toScan,
        some.filter(({ host }) => host === null),
      );
    }
  }

  async function close(): Promise<void> {
    await Promise.all([toFetch.close(), toScan.close()]);
  }

  return { put, close };
}

async function putInto(queue: Queue<Job>, jobs: readonly Job[]): Promise<void> {
  if (jobs.length === 0) return;
  // An id of digits alone is not allowed.
  await queue.addBulk(
    jobs.map((data) => ({ name: 'scan', data, opts: { ...OPTIONS, jobId: `scan-${data.scan}` } })),
  );
}
