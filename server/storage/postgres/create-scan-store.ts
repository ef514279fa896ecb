import { isScanNumber } from '../scan-names.ts';
import { type ScanRecord, toScanRecord } from '../scan-record.ts';
import type { ScanOutcome, ScanStore } from '../scan-store.ts';
import type { Database, Row } from './create-database.ts';
import { insertScan } from './insert-scan.ts';
import { createScanList } from './scan-list.ts';

/** Another scanner may have been quicker: what a slower one writes then changes nothing. */
const UNFINISHED = "id = $1 AND state <> 'finished'";

/** Link and password go with the outcome. Times of submission may run ahead of the clock; no scan ends before it came. */
const FINISH = `
  WITH ended AS (
    UPDATE scans SET state = 'finished', finished_at = greatest(created_at, $2), verdict = $3, confidence = $4,
      sub_verdict = $5, file_type = $6, engines = $7, evidence = $8, sample_id = NULL, link = NULL, file_password = NULL
    WHERE ${UNFINISHED}
    RETURNING id
  )
  UPDATE callbacks SET next_at = $2 FROM ended WHERE scan_id = ended.id`;

/** Scanners that share the table may do so at once: none waits for rows that another is removing. */
const REMOVE_FINISHED = `
  WITH old AS (
    SELECT id FROM scans WHERE created_at < $1 AND state = 'finished'
      AND NOT EXISTS (SELECT 1 FROM callbacks WHERE scan_id = scans.id AND ended_at IS NULL)
    ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), gone AS (DELETE FROM callbacks USING old WHERE scan_id = old.id)
  DELETE FROM scans USING old WHERE scans.id = old.id RETURNING scans.id`;

/**
 * The `scans` table, which scanners share. Each call is one statement, and so one transaction.
 * @param scanner this scanner's name among them.
 * @param now epoch milliseconds.
 */
export function createScanStore(run: Database, scanner: string, now: () => number): ScanStore {
  const one = async (sql: string, value: number | string): Promise<ScanRecord | null> =>
    orNull(await run(sql, [value]));
  const byId = (id: number) => one('SELECT * FROM scans WHERE id = $1', id);

  async function markFinished(id: number, outcome: ScanOutcome): Promise<void> {
    const { verdict, confidence, subVerdict, fileType } = outcome;
    const lists = [JSON.stringify(outcome.engines), JSON.stringify(outcome.evidence)];
    await run(FINISH, [id, now(), verdict, confidence, subVerdict, fileType, ...lists]);
  }

  async function markScanning(id: number): Promise<number> {
    const [row] = await run(
      `UPDATE scans SET state = 'scanning', scanner = $2, engine_attempts = engine_attempts + 1 WHERE ${UNFINISHED}
       RETURNING engine_attempts`,
      [id, scanner],
    );
    return Number(row?.engine_attempts ?? 0);
  }

  return {
    insert: (scan) => insertScan(run, scan, scanner, now()),
    findByNumber: byId,
    find: (id) =>
      isScanNumber(id) ? byId(Number(id)) : one('SELECT * FROM scans WHERE full_scan_id = $1', id),
    ...createScanList(run),
    unfinished: async (whose) => {
      const sql = `SELECT * FROM scans WHERE state <> 'finished' AND ($1 OR scanner = $2) ORDER BY created_at`;
      return (await run(sql, [whose === 'all', scanner])).map(toScanRecord);
    },
    markFetching: async (id) =>
      void (await run(`UPDATE scans SET state = 'fetching' WHERE ${UNFINISHED}`, [id])),
    markFetched: async (id, { id: sampleId, sha1, sha256, size }, name) =>
      void (await run(
        `UPDATE scans SET state = 'queued', sample_id = $2, sha1 = $3, sha256 = $4, size = $5, name = coalesce(name, $6)
         WHERE ${UNFINISHED}`,
        [id, sampleId, sha1, sha256, size, name],
      )),
    markScanning,
    forgiveStart: async (id) =>
      void (await run(`UPDATE scans SET engine_attempts = 0 WHERE ${UNFINISHED}`, [id])),
    forgiveStarts: async () =>
      void (await run("UPDATE scans SET engine_attempts = 0 WHERE state = 'scanning' AND scanner = $1", [
        scanner,
      ])),
    markFinished,
    removeFinished: async (before, limit) => (await run(REMOVE_FINISHED, [before, limit])).length,
  };
}

const orNull = ([row]: Row[]): ScanRecord | null => (row === undefined ? null : toScanRecord(row));
