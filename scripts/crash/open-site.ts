import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import { ensureProgram } from '../../tests/integration/ensure-program.ts';
import { findPostgres } from '../../tests/integration/postgres/find-postgres.ts';
import { startPostgres } from '../../tests/integration/postgres/start-postgres.ts';
import { startRedis } from '../../tests/integration/redis/start-redis.ts';
import { startBucket } from '../../tests/integration/server/start-bucket.ts';
import { type StartedScanner, startScanner } from '../scanner/start-scanner.ts';

export const SITE_KINDS = ['embedded', 'distributed'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

/** Scanners with everything that they stand on. */
export type Site = AsyncDisposable & {
  scanners: readonly StartedScanner[];
  /** What is wrong with the rows: nothing, soon after nothing is under way any more. */
  findFaults: () => Promise<string[]>;
  countSamples: () => Promise<number>;
};

/** Rows that are not as they have to be once nothing is under way. */
const LEFT = `SELECT (SELECT count(*) FROM scans WHERE state <> 'finished') AS unfinished,
  (SELECT count(*) FROM callbacks WHERE outcome IS NULL) AS owed,
  (SELECT count(*) FROM scans WHERE link IS NOT NULL OR file_password IS NOT NULL OR sample_id IS NOT NULL) AS secrets`;

/**
 * Starts one scanner by itself, or `count` that share a PostgreSQL, a Redis and a bucket, all of them real and empty.
 * @throws Error that says what to install
 */
export function openSite(kind: SiteKind, count = 2): Promise<Site> {
  return kind === 'embedded' ? openEmbedded() : openDistributed(count);
}

async function openEmbedded(): Promise<Site> {
  const scanner = await startScanner();
  const { dataDir } = scanner;
  return {
    scanners: [scanner],
    async findFaults() {
      const database = new DatabaseSync(join(dataDir, 'scans.sqlite'), { readOnly: true });
      try {
        const check = database.prepare('PRAGMA integrity_check').get()?.integrity_check;
        return [...(check === 'ok' ? [] : [String(check)]), ...toFaults(database.prepare(LEFT).get())];
      } finally {
        database.close();
      }
    },
    countSamples: async () => (await readdir(join(dataDir, 'samples'))).length,
    [Symbol.asyncDispose]: scanner.stop,
  };
}

async function openDistributed(count: number): Promise<Site> {
  const parts = new AsyncDisposableStack();
  try {
    const postgres = await startPostgres(
      ensureProgram(findPostgres, { name: 'PostgreSQL', debian: 'postgresql' }),
    );
    parts.defer(postgres.stop);
    const redis = await startRedis();
    parts.defer(redis.stop);
    const bucket = await startBucket('samples');
    parts.defer(bucket.stop);
    const settings = {
      SLUICE_DATABASE_URL: postgres.url,
      SLUICE_QUEUE_REDIS_URL: redis.url,
      SLUICE_QUEUE_LOCK_MS: '3000',
      SLUICE_QUEUE_RECONCILE_MS: '2000',
      SLUICE_SAMPLE_STORE: JSON.stringify(bucket.config),
    };
    const scanners: StartedScanner[] = [];
    for (let number = 0; number < count; number += 1) {
      const scanner = await startScanner({ settings });
      parts.defer(scanner.stop);
      scanners.push(scanner);
    }
    return {
      scanners,
      findFaults: async () => toFaults(await queryOnce(postgres.url, LEFT)),
      countSamples: async () => (await bucket.keys()).length,
      [Symbol.asyncDispose]: () => parts.disposeAsync(),
    };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

async function queryOnce(url: string, sql: string): Promise<{ [column: string]: unknown } | undefined> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows[0];
  } finally {
    await client.end();
  }
}

function toFaults(row: { [column: string]: unknown } | undefined): string[] {
  return Object.entries(row ?? { rows: 'cannot be counted' })
    .filter(([, count]) => Number(count) !== 0)
    .map(([what, count]) => `${what}: ${String(count)}`);
}
