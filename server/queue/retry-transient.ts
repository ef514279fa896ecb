import { setTimeout as wait } from 'node:timers/promises';
import { FetchError } from '../errors.ts';

/**
 * Tries again, up to `attempts` tries in all, where a FetchError says that the fault may pass. The pause doubles from
 * `retryMs` milliseconds.
 * @throws what the last try threw, or the reason of `stop`.
 */
export async function retryTransient<T>(
  limits: { attempts: number; retryMs: number },
  stop: AbortSignal,
  once: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once();
    } catch (error) {
      stop.throwIfAborted();
      if (!(error instanceof FetchError && error.transient) || attempt >= limits.attempts) throw error;
    }
    await wait(limits.retryMs * 2 ** (attempt - 1), undefined, { signal: stop });
  }
}
