/**
 * The shapes that travel between a Files API client and a Files API server, as documented by the vendor and as
 * seen in answers of the service. The only module that `server/` and the extension share. Types only: each side
 * checks what it receives with its own schemas.
 */

/** The vendor's verdict codes. A code that is not listed is "unknown" to a client, never "clean". */
export type VerdictCode = 'MAL' | 'BLK' | 'SPM' | 'SUS' | 'CLN';

/** A JSON object as it comes over the wire. */
export type JsonObject = { [key: string]: unknown };

/** Answer of `POST /api/v1/files/`. */
export type SubmitResponse = {
  /** Number of the scan, unique on its server. */
  scan_id: number;
  /** Repeated as sent, only where the request carried `callback_params`. */
  callback_params?: JsonObject;
};

/** One reason for a verdict. */
export type WireEvidence = {
  name: string;
  description: string;
  category: string;
  /** Null where the evidence says why something was not scanned rather than what was found. */
  verdict: VerdictCode | null;
  data: JsonObject;
  /** ISO 8601, UTC. */
  timestamp: string;
};

/** One engine that looked at the sample. */
export type WireScanEngine = {
  name: string;
  version: string;
  verdict: VerdictCode;
};

/** What is known of the scanned bytes. Absent or null until they have been read. */
export type WireSample = {
  /** Lower-case hex. */
  sha1: string;
  /** Lower-case hex. */
  sha256: string;
  /** Bytes. */
  file_size: number;
};

/** One scan: the answer of `GET /api/v1/scans/list/<id>/` and a row of `GET /api/v1/scans/list/`. */
export type WireScan = {
  /** The integer answered to the submission, as a string. */
  id: string;
  /** `<id>_1_<uuid>_<yyyymmdd>`. */
  full_scan_id: string;
  /** The same as `full_scan_id` for a scan that no other scan started. */
  root_scan_id: string;
  /** How the scan came in: `api` for this API. */
  origin: string;
  /** ISO 8601, UTC. */
  created_at: string;
  /** ISO 8601, UTC, when the scan ended; null while it runs. A scan is done when this is a non-empty string. */
  finished_at: string | null;
  /** Null while the scan runs, and where it ended without a verdict: then the evidence says why. */
  verbose_verdict: VerdictCode | null;
  /** 0 to 100; null while the scan runs. */
  confidence: number | null;
  root_scan_summary: { sub_verdict: string | null };
  /** The name given with the submission, else the one that the link or the part carried. */
  sample_name: string | null;
  sample: WireSample | null;
  /** A MIME type as found in the bytes. */
  sample_file_type: string | null;
  scan_engines: WireScanEngine[];
  evidence: WireEvidence[];
  /** What was submitted: a file, or a web page. */
  type: 'File' | 'URL';
  /** As submitted: the file in its storage, or the page's address without user name, password and query. */
  path: string | null;
  /** As submitted; null where it was not. */
  original_file_path: string | null;
  /** As submitted; null where it was not. A caller may put a mark of its own here, and find its scan by it. */
  sub_origin: string | null;
};

/** Body of the POST to `callback_url`. Keys of the evidence are capitalised here, as the vendor documents it. */
export type WireCallback = {
  /** The number of the scan, as text. */
  scan_id: string;
  name: string | null;
  type: 'File' | 'URL';
  path: string | null;
  /** Only these two: everything that must not be opened is `MAL`. Null where the scan ended without a verdict. */
  verdict: 'MAL' | 'CLN' | null;
  evidence: { Name: string; Data: JsonObject; Description: string }[];
  /** The `callback_params`, or an empty object. */
  params: JsonObject;
};

/** Answer of `GET /api/v1/scans/list/`. */
export type ScanListResponse = {
  /** Scans that match the filters, on all pages. */
  count: number;
  page_result_count: number;
  /** Address of the next page, holding `_cursor=<ISO time>`. May stand even where `has_more` is false. */
  next: string | null;
  has_more: boolean;
  results: WireScan[];
};

/** A refusal: `detail` for the request as a whole, else the names of fields with what is wrong with each. */
export type WireError = { detail: string } | { [field: string]: string[] };
