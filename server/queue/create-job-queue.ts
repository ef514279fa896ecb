import type { FastifyBaseLogger } from 'fastify';
import type { ServerConfig } from '../config.ts';
import { UsageError } from '../errors.ts';
import { createEmbeddedJobQueue } from './embedded-job-queue.ts';
import type { JobQueue } from './job-queue.ts';

export type JobQueueConfig = Pick<
  ServerConfig,
  'queue' | 'database' | 'sampleStore' | 'concurrency' | 'fetchSlots'
>;

/**
 * The queue that the configuration asks for. Nothing is opened before `start`.
 * @throws UsageError for an address that is none, and where scanners would share a queue and not the rest.
 */
export async function createJobQueue(config: JobQueueConfig, log: FastifyBaseLogger): Promise<JobQueue> {
  const { redisUrl, lockMs, reconcileMs } = config.queue;
  const { concurrency, fetchSlots } = config;
  if (redisUrl === null) return createEmbeddedJobQueue({ concurrency, fetchSlots }, log);
  if (!/^rediss?:\/\/./.test(redisUrl) || !URL.canParse(redisUrl))
    throw new UsageError(
      'queue.redisUrl must be an address such as redis://127.0.0.1:6379 or rediss://:password@host.',
    );
  if (config.database.url === null)
    throw new UsageError(
      'Scanners that share a queue have to share rows too: set database.url to a PostgreSQL.',
    );
  if (config.sampleStore.kind === 'disk')
    throw new UsageError(
      'Scanners that share a queue have to share samples too: set sampleStore to a bucket.',
    );
  // BullMQ is large, and loaded only where it is used.
  const { createRedisJobQueue } = await import('./redis-job-queue.ts');
  return createRedisJobQueue({ redisUrl, lockMs, reconcileMs, concurrency, fetchSlots }, log);
}
