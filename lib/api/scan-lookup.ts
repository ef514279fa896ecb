import { ApiError } from '../core/errors.ts';
import type { ScanResult } from '../core/scan.ts';
import { ScanAnswer, toScanResult } from './answers.ts';
import type { Transport } from './create-transport.ts';
import { isAnotherScan } from './is-another-scan.ts';
import type { LookupMemory } from './lookup-memory.ts';
import type { ScanList } from './scan-list.ts';
import { tellOfParts } from './tell-of-parts.ts';
import { toScanNumber } from './to-scan-number.ts';

/** A scan that a server has taken. */
export type SubmittedScan = {
  /** The server's number of the scan. */
  scanId: number;
  /** Milliseconds since 1970. */
  submittedAt: number;
};

/** A submission whose answer was lost. */
export type SubmissionMark = {
  /** Sent with the submission as `subOrigin`. */
  subOrigin: string;
  /** Of the bytes, in hex. */
  sha256?: string;
  /** When it was sent, in milliseconds since 1970. */
  since: number;
};

/** How long a question may take, and what ends it before. */
export type LookupLimits = { timeoutMs: number; signal?: AbortSignal | undefined };

export type ScanLookupDeps = { request: Transport; list: ScanList; memory: LookupMemory; now: () => number };

export type ScanLookup = {
  /** Answers nothing while the scan runs. */
  fetchResult: (scan: SubmittedScan, limits: LookupLimits) => Promise<ScanResult | undefined>;
  /** Answers the server's number of the scan, where it is found and is one. */
  findSubmission: (mark: SubmissionMark, limits: LookupLimits) => Promise<number | undefined>;
};

/** How long a scan that was taken may be missing, in ms: in the list, or on another machine of the same server. */
export const LISTING_GRACE_MS = 60_000;

/** A scan, or how the server refused to tell of it where the list does not have it either. */
type Found = ScanAnswer | ApiError;

/**
 * Finds scans: by their own address first, since that is one short answer. Nobody documents that it takes the number
 * of a submission, so where it does not, the list is read.
 */
export function createScanLookup({ request, list, memory, now }: ScanLookupDeps): ScanLookup {
  async function findByDetail({ scanId }: SubmittedScan, limits: LookupLimits): Promise<Found> {
    try {
      const scan = await request({ path: `scans/list/${scanId}/`, schema: ScanAnswer, ...limits });
      if (isAnotherScan(scan, scanId)) throw new ApiError('unexpected-answer', { status: 200 });
      if (memory.current !== 'detail') memory.remember('detail');
      return scan;
    } catch (error) {
      if (error instanceof ApiError && saysNotThisWay(error)) return error;
      throw error;
    }
  }

  async function findInList({ scanId, submittedAt }: SubmittedScan, limits: LookupLimits) {
    const parts: ScanAnswer[] = [];
    const until = Math.max(now(), submittedAt);
    for await (const rows of list.pages({ since: submittedAt, until, ...limits })) {
      const own = rows.find((row) => ownScanNumber(row) === scanId);
      if (own !== undefined) return own;
      parts.push(...rows.filter((row) => rootScanNumber(row) === scanId));
    }
    return tellOfParts(parts);
  }

  async function find(scan: SubmittedScan, limits: LookupLimits): Promise<Found> {
    if (memory.current === 'list') return (await findInList(scan, limits)) ?? findByDetail(scan, limits);
    const byDetail = await findByDetail(scan, limits);
    if (!(byDetail instanceof ApiError)) return byDetail;
    const listed = await findInList(scan, limits);
    if (listed !== undefined && memory.current === undefined) memory.remember('list');
    return listed ?? byDetail;
  }

  return {
    async fetchResult(scan, limits) {
      const found = await find(scan, limits);
      if (!(found instanceof ApiError)) return toScanResult(found);
      if (now() - scan.submittedAt < LISTING_GRACE_MS) return undefined;
      throw isNotThere(found) ? new ApiError('unknown-scan', { status: 404, cause: found }) : found;
    },

    async findSubmission({ subOrigin, sha256, since }, limits) {
      const ofSameBytes = new Set<number>();
      for await (const rows of list.pages({ since, until: now(), ...limits })) {
        const marked = rows.filter((row) => subOrigin !== '' && row.sub_origin === subOrigin);
        // Newest first, so of two that carry our mark this is the one that was sent last.
        const number = marked.map(submissionNumber).find((candidate) => candidate !== undefined);
        if (number !== undefined) return number;
        for (const row of rows.filter((row) => hasBytes(row, sha256) && !row.sub_origin)) {
          const candidate = submissionNumber(row);
          if (candidate !== undefined) ofSameBytes.add(candidate);
        }
      }
      const [only] = ofSameBytes;
      return ofSameBytes.size === 1 ? only : undefined;
    },
  };
}

/** The number that a scan's own ids stand for. */
function ownScanNumber({ id, full_scan_id }: ScanAnswer): number | undefined {
  return toScanNumber(id) ?? toScanNumber(full_scan_id);
}

/** The number of the scan that started this one; of most scans, their own. */
function rootScanNumber({ root_scan_id }: ScanAnswer): number | undefined {
  return toScanNumber(root_scan_id);
}

/** The submission that a row belongs to: of a part, such as a member of an archive, that of the whole. */
function submissionNumber(row: ScanAnswer): number | undefined {
  return rootScanNumber(row) ?? ownScanNumber(row);
}

function hasBytes({ sample }: ScanAnswer, sha256: string | undefined): boolean {
  return sha256 !== undefined && sample?.sha256 === sha256.toLowerCase();
}

/**
 * Tells whether a refusal may be meant for the number as it stands in the address, so that the list may know the scan.
 * The others are meant for the caller, whom the list would refuse as well.
 */
function saysNotThisWay({ status }: ApiError): boolean {
  return status >= 400 && status < 500 && ![401, 403, 413, 429].includes(status);
}

function isNotThere({ status }: ApiError): boolean {
  return status === 404 || status === 410;
}
