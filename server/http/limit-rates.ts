import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance } from 'fastify';
import { RequestError } from '../errors.ts';

/**
 * Holds every token to its own rate, in this process. To be registered behind the token check, whose principal it counts
 * by. Answers 429 with `Retry-After`.
 */
export async function limitRates(api: FastifyInstance): Promise<void> {
  await api.register(rateLimit, {
    keyGenerator: ({ principal }) => principal?.id ?? '',
    // Only tokens that have a rate are counted.
    allowList: ({ principal }) => !principal?.rate,
    max: ({ principal }) => principal?.rate?.max ?? Number.MAX_SAFE_INTEGER,
    timeWindow: ({ principal }) => principal?.rate?.windowMs ?? 1_000,
    errorResponseBuilder: (_request, { ttl }) =>
      new RequestError(429, {
        detail: `Request was throttled. Expected available in ${Math.ceil(ttl / 1_000)} seconds.`,
      }),
  });
}
