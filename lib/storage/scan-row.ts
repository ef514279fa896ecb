import * as v from 'valibot';
import { isLocked } from '../core/is-locked.ts';
import { PROBLEMS } from '../core/problem.ts';
import {
  FALL_BACK_REASONS,
  NOTICES,
  SCAN_ROUTES,
  SCAN_SOURCES,
  type Scan,
  WITHHELD_REASONS,
} from '../core/scan.ts';
import { isAtRest, SCAN_STATES } from '../core/scan-machine.ts';
import { VERDICTS } from '../core/verdict.ts';

const Time = v.pipe(v.number(), v.finite());

const Result = v.object({
  verdict: v.picklist(VERDICTS),
  evidence: v.array(v.object({ name: v.string(), description: v.string(), verdict: v.picklist(VERDICTS) })),
  sample: v.object({
    sha256: v.exactOptional(v.string()),
    sha1: v.exactOptional(v.string()),
    size: v.exactOptional(v.number()),
    type: v.exactOptional(v.string()),
  }),
});

/** A row of the store. Fields that newer versions add are kept out, fields that are missing are an error. */
const ScanRow = v.object({
  id: v.string(),
  source: v.picklist(SCAN_SOURCES),
  // The first version knew links only.
  route: v.optional(v.picklist(SCAN_ROUTES), 'link'),
  url: v.string(),
  name: v.string(),
  host: v.string(),
  state: v.picklist(SCAN_STATES),
  createdAt: Time,
  updatedAt: v.exactOptional(Time),
  finishedAt: v.exactOptional(Time),
  dueAt: v.exactOptional(Time),
  server: v.exactOptional(v.string()),
  submittedAt: v.exactOptional(Time),
  remoteId: v.exactOptional(v.number()),
  attempts: v.number(),
  maybeSubmittedTwice: v.exactOptional(v.boolean()),
  inDoubt: v.exactOptional(v.object({ since: Time, server: v.string() })),
  givenTo: v.exactOptional(v.string()),
  bytesAllowed: v.exactOptional(v.boolean()),
  size: v.exactOptional(v.number()),
  stagedSha256: v.exactOptional(v.string()),
  fellBackBecause: v.exactOptional(v.picklist(FALL_BACK_REASONS)),
  problem: v.exactOptional(v.picklist(PROBLEMS)),
  problemDetail: v.exactOptional(v.string()),
  sizeLimit: v.exactOptional(v.number()),
  withheld: v.exactOptional(v.picklist(WITHHELD_REASONS)),
  ruleWhy: v.exactOptional(v.string()),
  answeredFrom: v.exactOptional(v.string()),
  mustBeSent: v.exactOptional(v.boolean()),
  verdict: v.exactOptional(Result.entries.verdict),
  evidence: v.exactOptional(Result.entries.evidence),
  sample: v.exactOptional(Result.entries.sample),
  linkResult: v.exactOptional(Result),
  notice: v.picklist(NOTICES),
  downloadId: v.exactOptional(v.number()),
  isImported: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Scan>;

/**
 * The keys of the sparse indexes. A row that lacks one is not in that index, which keeps each as small as its use:
 * a history of any length costs nothing to the scans under way.
 */
type IndexKeys = {
  /** [createdAt, id] of a scan that is under way. */
  activeKey?: [number, string];
  /** [finishedAt, id] of a scan at rest. */
  restKey?: [number, string];
  /** finishedAt of a scan whose outcome the person is to be told; createdAt of one that asks. */
  noticeKey?: number;
  /** [hash of the bytes that were scanned, finishedAt] of a scan whose verdict holds for the same bytes elsewhere. */
  sha256Key?: [string, number];
};

export type StoredScan = Scan & IndexKeys;

/** A scan as it is stored: with the keys of the indexes that it belongs in. */
export function toRow(scan: Scan): StoredScan {
  const atRest = isAtRest(scan.state);
  const isTold = atRest || scan.problem === 'ask-first';
  const finishedAt = scan.finishedAt ?? scan.createdAt;
  const sha256 = toVerdictSha256(scan);
  return {
    ...scan,
    ...(atRest ? { restKey: [finishedAt, scan.id] } : { activeKey: [scan.createdAt, scan.id] }),
    ...(scan.notice === 'due' && isTold ? { noticeKey: finishedAt } : {}),
    ...(sha256 === undefined ? {} : { sha256Key: [sha256, finishedAt] }),
  };
}

/** The hash of bytes that a scanner has looked at as a whole, and is sure of. What is from the history ages no slower. */
function toVerdictSha256(scan: Scan): string | undefined {
  const { state, route, verdict, sample, stagedSha256, answeredFrom, isImported } = scan;
  const isSure = verdict === 'malicious' || (verdict === 'clean' && !isLocked(scan));
  if (state !== 'done' || route === 'page' || answeredFrom !== undefined || isImported || !isSure)
    return undefined;
  return sample?.sha256 ?? (route === 'bytes' ? stagedSha256 : undefined);
}

/** Reads a stored row; undefined where it can't be understood (it stays in the store). */
export function parseRow(row: unknown): Scan | undefined {
  const parsed = v.safeParse(ScanRow, row);
  return parsed.success ? parsed.output : undefined;
}

/** Says what is wrong with a row, such as "verdict: Invalid type"; undefined where it can be read. For developers. */
export function findRowFault(row: unknown): string | undefined {
  const { issues } = v.safeParse(ScanRow, row);
  return issues?.map((issue) => `${v.getDotPath(issue) ?? ''}: ${issue.message}`).join('; ');
}
