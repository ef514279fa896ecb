import { ensureRedis } from './find-redis.ts';

const missing = ((): string | null => {
  try {
    ensureRedis();
    return null;
  } catch (error) {
    return String(error);
  }
})();

/** Whether this machine has a Redis, or could get one: tests that need it are skipped elsewhere. */
export const hasRedis = missing === null;

/** For the titles of such tests: why they are skipped, if they are. */
export const whyNoRedis = hasRedis ? '' : ` (skipped: ${missing})`;
