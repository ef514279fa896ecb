import browser from 'webextension-polyfill';

/** Shorter than the 30 s after which Chromium and Firefox stop a background that calls none of their interfaces. */
const BEAT_MS = 20_000;

/** Keeps the background alive while a task runs. For tasks that end by themselves: uploads have a time limit. */
export type KeepAlive = <T>(task: () => Promise<T>) => Promise<T>;

/**
 * Makes the keeper. A request under way does not count as life for the browser, a call of its interfaces does:
 * https://developer.chrome.com/docs/extensions/develop/migrate/to-service-workers#keep_a_service_worker_alive_until_a_long-running_operation_is_finished
 */
export function createKeepAlive(): KeepAlive {
  return async (task) => {
    const beat = setInterval(() => void browser.runtime.getPlatformInfo().catch(() => {}), BEAT_MS);
    try {
      return await task();
    } finally {
      clearInterval(beat);
    }
  };
}
