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
  /** Adds scans of long ago that have finished, with these numbers, as if scanners had made them. */
  addFinished: (first: number, last: number) => Promise<void>;
};

/** Rows that are not as they have to be once nothing is under way. */
const LEFT = `SELECT (SELECT count(*) FROM scans WHERE state <> 'finished') AS unfinished,
  (SELECT count(*) FROM callbacks WHERE outcome IS NULL) AS owed,
  (SELECT count(*) FROM scans WHERE link IS NOT NULL OR file_password IS NOT NULL OR sample_id IS NOT NULL) AS secrets`;

/** A finished scan whose number is `n`, far from those that scanners give, and from this century. */
const FINISHED = {
  columns:
    'id, full_scan_id, origin, state, created_at, finished_at, name, sha1, sha256, size, file_type, verdict, confidence, kind',
  values: `n, n || '_1_old_20260101', 'api', 'finished', n * 1000, n * 1000 + 500, 'report ' || n || '.pdf',
    '${'a'.repeat(40)}', '${'b'.repeat(64)}', 10000, 'application/pdf', 'CLN', 70, 'file'`,
} as const;

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
    async addFinished(first, last) {
      const database = new DatabaseSync(join(dataDir, 'scans.sqlite'), { timeout: 5_000 });
      try {
        database.exec(`WITH RECURSIVE numbers (n) AS (VALUES (${first}) UNION ALL SELECT n + 1 FROM numbers WHERE n < ${last})
          INSERT INTO scans (${FINISHED.columns}) SELECT ${FINISHED.values} FROM numbers; ANALYZE`);
      } finally {
        database.close();
      }
    },
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
      async addFinished(first, last) {
        await queryOnce(
          postgres.url,
          `INSERT INTO scans (${FINISHED.columns}, scanner) SELECT ${FINISHED.values}, 'another'
           FROM generate_series(${first}::bigint, ${last}) AS numbers (n)`,
        );
        await queryOnce(postgres.url, 'ANALYZE scans');
      },
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
