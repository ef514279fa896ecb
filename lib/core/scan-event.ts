import type { StagedCopy } from './hold.ts';
import type { Problem } from './problem.ts';
import type { FallBackReason, ScanResult, WithheldReason } from './scan.ts';

/** What happens to a scan: `advanceScan` says what it is afterwards. Times are milliseconds since 1970. */
export type ScanEvent =
  | { type: 'start'; server: string }
  /** With `isFound`, the server had taken an earlier submission of it already. */
  | { type: 'accept'; remoteId: number; dueAt: number; isFound?: boolean }
  | {
      type: 'postpone';
      problem: Problem;
      detail?: string | undefined;
      dueAt?: number | undefined;
      /** It was the look for an earlier try that failed: what is not known of that one stays so. */
      isLookup?: boolean;
    }
  | { type: 'withhold'; reason: WithheldReason }
  | { type: 'interrupt' }
  | { type: 'wait'; dueAt: number }
  | { type: 'finish'; result: ScanResult }
  | { type: 'follow-page'; result: ScanResult }
  | { type: 'change-server' }
  | { type: 'refuse'; problem: Problem; detail?: string | undefined; sizeLimit?: number | undefined }
  /** With `bytesAllowed`, a person has said whether its bytes may be sent. */
  | { type: 'retry'; bytesAllowed?: boolean }
  /** The link was no way to the file. `result` is what the scanner found there, where this has just been told. */
  | { type: 'need-bytes'; because: FallBackReason; result?: ScanResult }
  /** The bytes are staged under the scan's id. */
  | { type: 'supply'; copy: StagedCopy }
  /** There is a password to open it with. */
  | { type: 'unlock' }
  /** A person wants it scanned again, and by the scanner. */
  | { type: 'rescan' }
  /** The same bytes were scanned a short while ago, by the scan `from`. */
  | { type: 'answer-from-history'; from: string; server: string; result: ScanResult };
