import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';

const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 60_000;

/**
 * Repeats an access to a store until it succeeds, with pauses that double up to a minute: a database that is locked, a
 * disk that is full or a network that is down will not be so for ever, and what was found is not lost meanwhile.
 * @throws only where `stop` is aborted.
 */
export async function persist<T>(
  access: () => Promise<T>,
  stop: AbortSignal,
  log: FastifyBaseLogger,
): Promise<T> {
  for (let pause = FIRST_RETRY_MS; ; pause = Math.min(MAX_RETRY_MS, pause * 2)) {
    try {
      return await access();
    } catch (error) {
      stop.throwIfAborted();
      log.error({ err: error, retryMs: pause }, 'store not reached, will be tried again');
    }
    await wait(pause, undefined, { signal: stop });
  }
}
