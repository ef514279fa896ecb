import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { makeSchema } from '../postgres/shared-postgres.ts';
import { startRedis } from '../redis/start-redis.ts';
import { startBucket } from './start-bucket.ts';

/** How soon a scanner that is silent is taken for dead, in milliseconds: the shortest that there is. */
const LOCK_MS = 1_000;

/**
 * What scanners share: a schema of the run's PostgreSQL, a Redis and a bucket, real and empty. All goes with the test.
 * @returns the settings for a scanner, and the address of the database
 */
export async function startSharedParts() {
  const url = await makeSchema();
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const bucket = await startBucket('samples');
  onTestFinished(bucket.stop);
  const settings = {
    database: { url },
    queue: { redisUrl: redis.url, lockMs: LOCK_MS, reconcileMs: LOCK_MS },
    sampleStore: bucket.config,
  };
  return { url, settings };
}

/** Writes settings for one scanner into a folder of its own, which is also its data folder. @returns the file */
export async function writeSettings(settings: object): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sluice-shared-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'settings.json');
  await writeFile(file, JSON.stringify({ dataDir: 'data', ...settings }), { mode: 0o600 });
  return file;
}
