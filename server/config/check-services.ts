import { createLog } from '../create-log.ts';
import { createClamdClient } from '../engines/clamav/clamd-client.ts';
import { ServiceError } from '../errors.ts';
import { createJobQueue } from '../queue/create-job-queue.ts';
import { toNetworkError } from '../queue/to-network-error.ts';
import { toBucketError } from '../storage/to-bucket-error.ts';
import { createS3Bucket } from '../storages/create-s3-bucket.ts';
import type { LoadedConfig } from './load-config.ts';

/** What has not answered by then does not answer, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Throws ServiceError that says what to do, and tells no secret. */
type Check = () => Promise<void>;

/** Asks each service that a scanner with this configuration would use once. Their clients are loaded where they are needed. */
export function listServiceChecks(config: LoadedConfig): Check[] {
  return [
    () => checkDatabase(config.database.url),
    () => checkQueue(config),
    () => checkBucket(config.sampleStore),
    () => checkClamav(config.clamav),
  ];
}

async function checkDatabase(url: string | null): Promise<void> {
  if (url === null) return;
  const { checkPostgres } = await import('../storage/postgres/check-postgres.ts');
  await answered(checkPostgres(url), 'The database server', 'database.url');
}

async function checkQueue(config: LoadedConfig): Promise<void> {
  // Opens nothing: it says where settings do not go together.
  await createJobQueue(config, createLog('silent'));
  const { redisUrl } = config.queue;
  if (redisUrl === null) return;
  const { checkRedis, toShownUrl } = await import('../queue/connect-redis.ts');
  await answered(checkRedis(redisUrl), `The Redis at ${toShownUrl(redisUrl)}`, 'queue.redisUrl');
}

async function checkBucket(store: LoadedConfig['sampleStore']): Promise<void> {
  if (store.kind === 'disk') return;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  try {
    await createS3Bucket(store).list('', 1, signal);
  } catch (error) {
    throw toBucketError(toNetworkError(error, signal), store);
  }
}

async function checkClamav(clamav: LoadedConfig['clamav']): Promise<void> {
  if (clamav === null) return;
  const limits = { connectMs: PATIENCE_MS, idleMs: PATIENCE_MS, replyMs: PATIENCE_MS };
  const client = createClamdClient(clamav.address, limits);
  await client.version(new AbortController().signal).catch((cause: unknown) => {
    const words = cause instanceof ServiceError ? cause.message : String(cause);
    throw new ServiceError('clamd', `${words} Start it, or correct clamav.address.`, { cause });
  });
}

/** @throws what `answer` throws, or ServiceError where nothing comes. */
async function answered(answer: Promise<unknown>, who: string, setting: string): Promise<void> {
  const late = Promise.withResolvers<never>();
  const words = `${who} gives no answer within ${PATIENCE_MS / 1_000} s. Look whether it runs, or correct ${setting}.`;
  const timer = setTimeout(() => late.reject(new ServiceError('no_answer', words)), PATIENCE_MS);
  try {
    await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
