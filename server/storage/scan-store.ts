import type { JsonObject, VerdictCode, WireEvidence, WireScanEngine } from '../../lib/api/wire.ts';
import type { StoredSample } from './sample-store.ts';
import type { ScanRecord } from './scan-record.ts';

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

/** Filters of the list. Times are epoch milliseconds: `from` inclusive, `until` and `before` exclusive. */
export type ScanFilter = {
  from: number | null;
  until: number | null;
  before: number | null;
  origin: string | null;
  verdict: VerdictCode | null;
};

/**
 * The rows of scans, and those of the callbacks that they owe until they are finished. What a call wrote is durable when
 * its promise resolves; where it rejects, nothing of it was written. A scan that is finished stays as it is: what a
 * scanner that was slower than another still writes is ignored.
 */
export type ScanStore = {
  /**
   * Writes a scan and the callback that it will owe, in one transaction. Creation times are unique and rise in the
   * order in which rows can be seen, so that a time alone is a cursor that neither skips nor repeats. A store that is
   * busy or out of reach is waited for, some seconds.
   */
  insert: (scan: NewScan) => Promise<ScanRecord>;
  findByNumber: (id: number) => Promise<ScanRecord | null>;
  /** By either name that a scan has for callers: its number, or its `full_scan_id`. */
  find: (id: string) => Promise<ScanRecord | null>;
  /** Newest first, at most `limit`. */
  list: (filter: ScanFilter, limit: number) => Promise<ScanRecord[]>;
  /** Scans that match on all pages, whatever the cursor. */
  count: (filter: ScanFilter) => Promise<number>;
  /** Oldest first; `own` are those that came to this scanner, where several share the store. */
  unfinished: (whose: 'all' | 'own') => Promise<ScanRecord[]>;
  markFetching: (id: number) => Promise<void>;
  /** `name` is kept only where the scan has none yet. */
  markFetched: (id: number, sample: StoredSample, name: string | null) => Promise<void>;
  /**
   * Counts a run before it happens, so that a sample that takes the whole process down is not tried for ever.
   * @returns the runs so far, this one included; 0 where there is no such scan.
   */
  markScanning: (id: number) => Promise<number>;
  /** Takes the count of runs back, of a scan whose run came to an end and is to be repeated. */
  forgiveStart: (id: number) => Promise<void>;
  /** At an orderly end: what this scanner was scanning then took no process down. */
  forgiveStarts: () => Promise<void>;
  /**
   * Writes the outcome, deletes link, password and sample of the row, and makes the callback due, in one transaction: a
   * process killed right after it still owes the callback. A scan ends once: later outcomes are ignored.
   */
  markFinished: (id: number, outcome: ScanOutcome) => Promise<void>;
  /**
   * Removes the oldest finished scans that were submitted before a time, with their callbacks; those that still owe one stay.
   * @param before epoch milliseconds.
   * @returns how many, at most `limit`.
   */
  removeFinished: (before: number, limit: number) => Promise<number>;
};
