import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { JsonObject, VerdictCode, WireEvidence, WireScanEngine } from '../../lib/api/wire.ts';
import { inTransaction } from './in-transaction.ts';
import type { StoredSample } from './sample-store.ts';
import { createScanList } from './scan-list.ts';
import { type ScanRecord, toScanRecord } from './scan-record.ts';

/** How a scan ended. `verdict` is null where not everything could be looked at: then `evidence` says why. */
export type ScanOutcome = {
  verdict: VerdictCode | null;
  confidence: number | null;
  subVerdict: string | null;
  fileType: string | null;
  engines: WireScanEngine[];
  evidence: WireEvidence[];
};

/** What a new scan starts from: a stored upload, or a link or a path in a storage that is still to be fetched. */
export type NewScan = {
  /** `url` is a web page, submitted as such. */
  kind: 'file' | 'url';
  origin: string;
  name: string | null;
  sample: StoredSample | null;
  link: string | null;
  path: string | null;
  /** Name of a storage; null for the default one. */
  storage: string | null;
  filePassword: string | null;
  /** Sent as `User-Agent` when a page is fetched; null for our own. */
  userAgent: string | null;
  originalFilePath: string | null;
  subOrigin: string | null;
  callbackParams: JsonObject | null;
  callback: { url: string; headers: { [name: string]: string } } | null;
};

export type ScanStore = ReturnType<typeof createScanStore>;

/**
 * The one owner of the `scans` table. Every call is synchronous and durable when it returns.
 * @param onSecretDeleted called when what a row held must not stay in the log of changes.
 */
export function createScanStore(database: DatabaseSync, now: () => number, onSecretDeleted: () => void) {
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
  const setFetching = database.prepare("UPDATE scans SET state = 'fetching' WHERE id = ?");
  const setFetched = database.prepare(
    "UPDATE scans SET state = 'queued', sample_id = ?, sha1 = ?, sha256 = ?, size = ?, name = coalesce(name, ?) WHERE id = ?",
  );
  const setScanning = database.prepare(
    "UPDATE scans SET state = 'scanning', engine_attempts = engine_attempts + 1 WHERE id = ? RETURNING engine_attempts",
  );
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

  const insert = (scan: NewScan): ScanRecord =>
    inTransaction(database, () => toScanRecord(byId.get(insertInTransaction(scan))));

  function insertInTransaction(scan: NewScan): number {
    const { origin, name, sample, link, callback, callbackParams } = scan;
    // Creation times are unique and rising, so that a time alone is a cursor that neither skips nor repeats.
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
    const day = new Date(createdAt).toISOString().slice(0, 10).replaceAll('-', '');
    nameRow.run(`${id}_1_${uuid}_${day}`, id);
    if (callback !== null) insertCallbackOf(id, callback);
    return id;
  }

  function insertCallbackOf(id: number, { url, headers }: NonNullable<NewScan['callback']>): void {
    insertCallback.run(id, url, new URL(url).origin, JSON.stringify(headers));
  }

  /** One transaction for the outcome and its callback: a process killed right after it still owes the callback. */
  function markFinished(id: number, outcome: ScanOutcome): void {
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

  const orNull = (row: unknown): ScanRecord | null => (row === undefined ? null : toScanRecord(row));

  const findByNumber = (id: number): ScanRecord | null => orNull(byId.get(id));

  return {
    insert,
    findByNumber,
    /** By either name that a scan has for callers: its number, or its `full_scan_id`. */
    find: (id: string): ScanRecord | null =>
      /^\d{1,15}$/.test(id) ? findByNumber(Number(id)) : orNull(byFullId.get(id)),
    ...createScanList(database),
    /** Oldest first. */
    unfinished: (): ScanRecord[] => unfinishedRows.all().map(toScanRecord),
    markFetching: (id: number): void => void setFetching.run(id),
    markFetched: (id: number, sample: StoredSample, name: string | null): void =>
      void setFetched.run(sample.id, sample.sha1, sample.sha256, sample.size, name, id),
    /** Counts the run before it happens, so that a sample that takes the whole process down is not tried for ever. */
    markScanning: (id: number): number => Number(setScanning.get(id)?.engine_attempts ?? 0),
    /** At an orderly end: what was being scanned then took no process down. */
    forgiveStarts: (): void => void setForgiven.run(),
    markFinished,
  };
}
