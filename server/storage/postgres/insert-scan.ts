import { randomUUID } from 'node:crypto';
import { type ScanRecord, toScanRecord } from '../scan-record.ts';
import type { NewScan } from '../scan-store.ts';
import type { Database } from './create-database.ts';

/**
 * The scan, its callback and its time in one statement. The row of the clock is locked until the scan can be seen: times
 * are unique and rise in the order in which scans appear, whichever scanner writes them. `full_scan_id` as in
 * `toFullScanId`.
 */
const INSERT = `
  WITH clock AS (
    UPDATE submission_clock SET newest = greatest(newest + 1, $3) RETURNING newest
  ), scan AS (
    INSERT INTO scans (id, full_scan_id, created_at, state, origin, name, sample_id, link, sha1, sha256, size, kind, path,
      storage, file_password, user_agent, original_file_path, sub_origin, callback_params, scanner)
    SELECT $1::bigint,
      $1::bigint || '_1_' || $2 || '_' || to_char(to_timestamp(newest / 1000.0) AT TIME ZONE 'UTC', 'YYYYMMDD'),
      newest, 'queued', $4, $5, $6, $7, $8, $9, $10::bigint, $11, $12, $13, $14, $15, $16, $17, $18, $22
    FROM clock
    ON CONFLICT (id) DO NOTHING
    RETURNING *
  ), callback AS (
    INSERT INTO callbacks (scan_id, url, receiver, headers)
    SELECT id, $19::text, $20::text, $21::text FROM scan WHERE $19::text IS NOT NULL
  )
  SELECT * FROM scan`;

/**
 * @param scanner that the scan came to.
 * @param now epoch milliseconds.
 */
export async function insertScan(
  run: Database,
  scan: NewScan,
  scanner: string,
  now: number,
): Promise<ScanRecord> {
  // Known before it is written: a statement whose answer was lost is run again, and finds what it wrote.
  const [number] = await run("SELECT nextval('scan_numbers') AS id");
  const id = Number(number?.id);
  const values = [id, randomUUID(), now, ...toFacts(scan), ...toCallbackFacts(scan.callback), scanner];
  const [written = await findWritten(run, id)] = await run(INSERT, values);
  return toScanRecord(written);
}

async function findWritten(run: Database, id: number) {
  const [row] = await run('SELECT * FROM scans WHERE id = $1', [id]);
  return row;
}

const toFacts = (scan: NewScan) => [
  scan.origin,
  scan.name,
  scan.sample?.id ?? null,
  scan.link,
  scan.sample?.sha1 ?? null,
  scan.sample?.sha256 ?? null,
  scan.sample?.size ?? null,
  scan.kind,
  scan.path,
  scan.storage,
  scan.filePassword,
  scan.userAgent,
  scan.originalFilePath,
  scan.subOrigin,
  scan.callbackParams === null ? null : JSON.stringify(scan.callbackParams),
];

function toCallbackFacts(callback: NewScan['callback']) {
  if (callback === null) return [null, null, null];
  return [callback.url, new URL(callback.url).origin, JSON.stringify(callback.headers)];
}
