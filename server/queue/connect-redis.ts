import { Redis, type RedisOptions } from 'ioredis';
import { ServiceError } from '../errors.ts';

const CONNECT_MS = 10_000;
/** Longest wait between two tries to connect again, in milliseconds. */
const MAX_RETRY_MS = 2_000;
/** The oldest Redis that BullMQ recommends. */
const OLDEST: readonly [number, number] = [6, 2];

const DEFAULTS = {
  lazyConnect: true,
  connectTimeout: CONNECT_MS,
  retryStrategy: (times: number) => Math.min(MAX_RETRY_MS, times * 100),
} satisfies RedisOptions;

/**
 * A connection that is made again whenever it is lost.
 * @param patience `waits` keeps commands until there is a connection, `fails` refuses them while there is none.
 */
export function createRedis(url: string, patience: 'waits' | 'fails'): Redis {
  const limits =
    patience === 'waits'
      ? { maxRetriesPerRequest: null }
      : { maxRetriesPerRequest: 0, enableOfflineQueue: false };
  return new Redis(url, { ...DEFAULTS, ...limits });
}

/**
 * Looks whether a Redis can be used.
 * @returns what may be wrong with it, for people; null where nothing is.
 * @throws ServiceError that names the address without user and password.
 */
export async function checkRedis(url: string): Promise<string | null> {
  const once = { ...DEFAULTS, retryStrategy: () => null, maxRetriesPerRequest: 0 };
  const redis = new Redis(url, once);
  // The call that fails tells less: that the connection is closed.
  let fault: unknown = null;
  redis.on('error', (error) => {
    fault ??= error;
  });
  try {
    await redis.connect();
    const info = await redis.info();
    requireVersion(readFact(info, 'redis_version'), url);
    const policy = readFact(info, 'maxmemory_policy');
    return policy === 'noeviction' || policy === ''
      ? null
      : `Redis may throw jobs away when its memory is full: set its maxmemory-policy to noeviction (it is ${policy}).`;
  } catch (cause) {
    if (cause instanceof ServiceError) throw cause;
    throw unusable(
      url,
      `cannot be used (${toReason(fault ?? cause)}). Start it, or correct queue.redisUrl.`,
      cause,
    );
  } finally {
    redis.disconnect();
  }
}

function requireVersion(version: string, url: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const isOld = major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]);
  if (isOld) throw unusable(url, `is of version ${version}; at least ${OLDEST.join('.')} is needed.`);
}

function unusable(url: string, words: string, cause?: unknown): ServiceError {
  return new ServiceError('redis', `The Redis at ${toShownUrl(url)} ${words}`, { cause });
}

/** `redis://host:port`, without what opens it. */
export function toShownUrl(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'the given address' : `${parsed.protocol}//${parsed.host}${parsed.pathname}`;
}

function readFact(info: string, name: string): string {
  return new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? '';
}

/** One word where there is one. Redis's own refusals (`WRONGPASS …`, `NOAUTH …`) begin with it and quote no password. */
function toReason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause.message;
}
