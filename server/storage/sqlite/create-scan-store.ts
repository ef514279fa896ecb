import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { isScanNumber, toFullScanId } from '../scan-names.ts';
import { type ScanRecord, toScanRecord } from '../scan-record.ts';
import type { NewScan, ScanOutcome, ScanStore } from '../scan-store.ts';
import { inTransaction } from './in-transaction.ts';
import { retryBusy } from './retry-busy.ts';
import { createScanList } from './scan-list.ts';

/**
 * The one owner of the `scans` table. Every call but a submission, which waits for a busy database, is done before its
 * promise is made.
 * @param now epoch milliseconds.
 * @param onSecretDeleted called when what a row held must not stay in the log of changes.
 */
export function createScanStore(
  database: DatabaseSync,
  now: () => number,
  onSecretDeleted: () => void,
): ScanStore {
  const newest = database.prepare('SELECT max(created_at) AS newest FROM scans');
  const insertRow = database.prepare(
    `INSERT INTO scans (full_scan_id, origin, state, created_at, name, sample_id, link, sha1, sha256, size, kind, path,
       storage, file_password, user_agent, original_file_path, sub_origin, callback_params)
     VALUES (?, ?, 'queued', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertCallback = database.prepare(
    'INSERT INTO callbacks (scan_id, url, receiver, headers) VALUES (?, ?, ?, ?)',
  );
  const nameRow = database.prepare('UPDATE scans SET full_scan_id = ? WHERE id = ?');
  const byId = database.prepare('SELECT * FROM scans WHERE id = ?');
  const byFullId = database.prepare('SELECT * FROM scans WHERE full_scan_id = ?');
  const unfinishedRows = database.prepare("SELECT * FROM scans WHERE state <> 'finished' ORDER BY id");
  const setFetching = database.prepare(
    "UPDATE scans SET state = 'fetching' WHERE id = ? AND state <> 'finished'",
  );
  const setFetched = database.prepare(
    "UPDATE scans SET state = 'queued', sample_id = ?, sha1 = ?, sha256 = ?, size = ?, name = coalesce(name, ?) WHERE id = ? AND state <> 'finished'",
  );
  const setScanning = database.prepare(
    "UPDATE scans SET state = 'scanning', engine_attempts = engine_attempts + 1 WHERE id = ? AND state <> 'finished' RETURNING engine_attempts",
  );
  const setOneForgiven = database.prepare('UPDATE scans SET engine_attempts = 0 WHERE id = ?');
  const setForgiven = database.prepare("UPDATE scans SET engine_attempts = 0 WHERE state = 'scanning'");
  // Link and password go with the outcome: they are secrets, or may hold some, and nobody needs them any more.
  // Times of submission are made unique by running ahead of the clock, and no scan ends before it came.
  const setFinished = database.prepare(
    `UPDATE scans SET state = 'finished', finished_at = max(created_at, ?), verdict = ?, confidence = ?, sub_verdict = ?, file_type = ?,
       engines = ?, evidence = ?, sample_id = NULL, link = NULL, file_password = NULL WHERE id = ? AND state <> 'finished'`,
  );
  const setCallbackDue = database.prepare('UPDATE callbacks SET next_at = ? WHERE scan_id = ?');

  const hasSecret = database.prepare(
    'SELECT 1 FROM scans WHERE id = ? AND (file_password IS NOT NULL OR link IS NOT NULL)',
  );

  const finishedBefore = database.prepare(
    `SELECT id FROM scans WHERE created_at < ? AND state = 'finished'
       AND NOT EXISTS (SELECT 1 FROM callbacks WHERE scan_id = scans.id AND ended_at IS NULL)
     ORDER BY created_at LIMIT ?`,
  );
  const deleteCallback = database.prepare('DELETE FROM callbacks WHERE scan_id = ?');
  const deleteRow = database.prepare('DELETE FROM scans WHERE id = ?');

  const insert = (scan: NewScan): ScanRecord =>
    inTransaction(database, () => toScanRecord(byId.get(insertInTransaction(scan))));

  function insertInTransaction(scan: NewScan): number {
    const { origin, name, sample, link, callback, callbackParams } = scan;
    const createdAt = Math.max(now(), Number(newest.get()?.newest ?? 0) + 1);
    const uuid = randomUUID();
    const facts = [
      sample?.id ?? null,
      link,
      sample?.sha1 ?? null,
      sample?.sha256 ?? null,
      sample?.size ?? null,
      scan.kind,
      scan.path,
      scan.storage,
      scan.filePassword,
      scan.userAgent,
      scan.originalFilePath,
      scan.subOrigin,
      callbackParams === null ? null : JSON.stringify(callbackParams),
    ];
    const id = Number(insertRow.run(uuid, origin, createdAt, name, ...facts).lastInsertRowid);
    nameRow.run(toFullScanId(id, uuid, createdAt), id);
    if (callback !== null) insertCallbackOf(id, callback);
    return id;
  }

  function insertCallbackOf(id: number, { url, headers }: NonNullable<NewScan['callback']>): void {
    insertCallback.run(id, url, new URL(url).origin, JSON.stringify(headers));
  }

  async function markFinished(id: number, outcome: ScanOutcome): Promise<void> {
    const { verdict, confidence, subVerdict, fileType } = outcome;
    const lists = [JSON.stringify(outcome.engines), JSON.stringify(outcome.evidence)];
    const at = now();
    const hadSecret = hasSecret.get(id) !== undefined;
    inTransaction(database, () => {
      const { changes } = setFinished.run(at, verdict, confidence, subVerdict, fileType, ...lists, id);
      // Not where the scan had ended before: its callback may have been accepted already.
      if (changes > 0) setCallbackDue.run(at, id);
    });
    if (hadSecret) onSecretDeleted();
  }

  function removeFinished(before: number, limit: number): number {
    return inTransaction(database, () => {
      const ids = finishedBefore.all(before, limit).map(({ id }) => Number(id));
      for (const id of ids) {
        deleteCallback.run(id);
        deleteRow.run(id);
      }
      return ids.length;
    });
  }

  const orNull = (row: unknown): ScanRecord | null => (row === undefined ? null : toScanRecord(row));

  return {
    insert: (scan) => retryBusy(() => insert(scan)),
    findByNumber: async (id) => orNull(byId.get(id)),
    find: async (id) => orNull(isScanNumber(id) ? byId.get(Number(id)) : byFullId.get(id)),
    ...createScanList(database),
    unfinished: async () => unfinishedRows.all().map(toScanRecord),
    markFetching: async (id) => void setFetching.run(id),
    markFetched: async (id, { id: sampleId, sha1, sha256, size }, name) =>
      void setFetched.run(sampleId, sha1, sha256, size, name, id),
    markScanning: async (id) => Number(setScanning.get(id)?.engine_attempts ?? 0),
    forgiveStart: async (id) => void setOneForgiven.run(id),
    // Here and above, all are this scanner's own: the data folder's lock says that there is no other.
    forgiveStarts: async () => void setForgiven.run(),
    markFinished,
    removeFinished: async (before, limit) => removeFinished(before, limit),
  };
}
