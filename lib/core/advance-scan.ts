import { IllegalMoveError } from './errors.ts';
import type { StagedCopy } from './hold.ts';
import { mayHaveBeenAccepted } from './problem.ts';
import type { Scan, ScanResult } from './scan.ts';
import type { ScanEvent } from './scan-event.ts';
import { isAtRest, SCAN_MACHINE, type ScanState } from './scan-machine.ts';
import { withoutDoubt, withoutFallBack, withoutRefusal, withoutResult } from './scan-without.ts';

/** How long a submission may be on its way, in ms, before the alarm looks after it. */
export const SUBMISSION_LEASE_MS = 30_000;

/**
 * The scan after an event. Pure: the same arguments give the same scan.
 * @param now milliseconds since 1970
 * @throws IllegalMoveError where the table lists no such move, or where a verdict "malicious" would be given up
 */
export function advanceScan(scan: Scan, event: ScanEvent, now: number): Scan {
  const state = nextState(scan, event);
  const {
    dueAt: _due,
    problem: _problem,
    problemDetail: _detail,
    sizeLimit: _limit,
    finishedAt: _finished,
    ...kept
  } = scan;
  const base: Scan = { ...kept, state, updatedAt: now, ...(isAtRest(state) ? { finishedAt: now } : {}) };
  switch (event.type) {
    case 'start':
      return {
        ...base,
        server: event.server,
        dueAt: now + SUBMISSION_LEASE_MS,
        inDoubt: scan.inDoubt?.server === event.server ? scan.inDoubt : { since: now, server: event.server },
      };
    case 'accept':
      return accepted(base, event, now);
    case 'wait':
      return { ...base, attempts: 0, dueAt: event.dueAt };
    case 'interrupt':
      return { ...base, maybeSubmittedTwice: true, dueAt: now };
    case 'retry':
      // What comes of a new try is news, even to somebody who was told of the last one.
      return {
        ...begun(agreed(scan.state, base), now),
        attempts: scan.attempts,
        ...(event.bytesAllowed === undefined ? {} : { bytesAllowed: event.bytesAllowed }),
      };
    case 'change-server':
      return { ...withoutRefusal(base), attempts: 0, dueAt: now };
    case 'follow-page':
      return { ...withoutRefusal(base), route: 'page', linkResult: event.result, attempts: 0, dueAt: now };
    case 'postpone':
      return postponed(scan, base, event);
    case 'withhold':
      // Whoever removed the file need not be told.
      return { ...base, withheld: event.reason, notice: event.reason === 'file-removed' ? 'none' : 'due' };
    case 'refuse':
      return refused(
        scan.state === 'submitting' && mayHaveBeenAccepted(event.problem) ? base : withoutDoubt(base),
        event,
      );
    case 'finish':
      return finished(base, event.result);
    case 'need-bytes':
      return needing(scan, base, event);
    case 'supply':
      return begun(withBytes(base, event.copy), now);
    case 'unlock':
      return begun(base, now);
    case 'rescan':
      return { ...begun(base, now), mustBeSent: true };
    case 'answer-from-history':
      return { ...finished(base, event.result), server: event.server, answeredFrom: event.from };
  }
}

function nextState({ state, verdict }: Scan, event: ScanEvent): ScanState {
  const moves: Partial<Record<ScanEvent['type'], ScanState>> = SCAN_MACHINE[state];
  const next = moves[event.type];
  // Malware is no reason to look for other bytes, and needs no password.
  const isGivenUp =
    event.type === 'need-bytes'
      ? [verdict, event.result?.verdict].includes('malicious')
      : event.type === 'unlock' && verdict === 'malicious';
  if (next === undefined || isGivenUp) throw new IllegalMoveError(state, event.type);
  return next;
}

/** Under way again, as if it had only just been added. What comes of it is news. */
function begun(base: Scan, now: number): Scan {
  const anew = withoutFallBack(withoutResult(withoutRefusal(base)));
  return { ...anew, attempts: 0, dueAt: now, notice: 'none' };
}

function finished(base: Scan, result: ScanResult): Scan {
  const { mustBeSent: _must, ...scan } = withoutDoubt(base);
  return { ...scan, ...result, attempts: 0, notice: 'due' };
}

/** The bytes of a download may come without anybody's doing, so nobody is told that they are missing. */
function needing(scan: Scan, base: Scan, event: Extract<ScanEvent, { type: 'need-bytes' }>): Scan {
  const linkResult = event.result ?? toResult(scan) ?? scan.linkResult;
  return {
    ...withoutDoubt(withoutResult(withoutRefusal(base))),
    fellBackBecause: event.because,
    ...(linkResult === undefined ? {} : { linkResult }),
    attempts: 0,
    notice: scan.source === 'download' ? 'none' : 'due',
  };
}

function toResult({ verdict, evidence = [], sample = {} }: Scan): ScanResult | undefined {
  return verdict && { verdict, evidence, sample };
}

function withBytes({ stagedSha256: _earlier, ...base }: Scan, { size, sha256 }: StagedCopy): Scan {
  return { ...base, route: 'bytes', size, ...(sha256 === undefined ? {} : { stagedSha256: sha256 }) };
}

function postponed(scan: Scan, base: Scan, event: Extract<ScanEvent, { type: 'postpone' }>): Scan {
  const inDoubt = scan.state === 'submitting' && !event.isLookup && mayHaveBeenAccepted(event.problem);
  // A submission that surely failed leaves no doubt but that of an earlier one. One that ended as "unreachable" nearly
  // always failed, but browsers do not say so for certain: it is looked for, and not called doubtful. So is one that was
  // broken off with the consent: its last byte may have been sent.
  const staysInDoubt = inDoubt || event.isLookup || ['unreachable', 'no-consent'].includes(event.problem);
  const kept = staysInDoubt ? base : withoutDoubt(base);
  return {
    ...kept,
    problem: event.problem,
    ...detailOf(event),
    attempts: scan.attempts + 1,
    ...(inDoubt ? { maybeSubmittedTwice: true } : {}),
    // Nothing goes on before somebody has answered.
    ...(event.problem === 'ask-first' ? { notice: 'due' as const } : {}),
    ...(event.dueAt === undefined ? {} : { dueAt: event.dueAt }),
  };
}

function refused(base: Scan, event: Extract<ScanEvent, { type: 'refuse' }>): Scan {
  const { problem, sizeLimit } = event;
  return {
    ...base,
    problem,
    ...detailOf(event),
    ...(sizeLimit === undefined ? {} : { sizeLimit }),
    notice: 'due',
  };
}

/** Where the server had it already, it was not submitted twice after all. */
function accepted(base: Scan, event: Extract<ScanEvent, { type: 'accept' }>, now: number): Scan {
  const { maybeSubmittedTwice, ...kept } = withoutDoubt(base);
  return {
    ...kept,
    ...(maybeSubmittedTwice && !event.isFound ? { maybeSubmittedTwice } : {}),
    remoteId: event.remoteId,
    submittedAt: now,
    attempts: 0,
    dueAt: event.dueAt,
  };
}

/** Who asks again for what was kept back agrees that it is sent; a "no" of before is asked about again. */
function agreed(state: ScanState, scan: Scan): Scan {
  if (state !== 'withheld') return scan;
  const { givenTo: _givenTo, bytesAllowed: _allowed, ...kept } = scan;
  return kept;
}

function detailOf(event: { detail?: string | undefined }): { problemDetail?: string } {
  return event.detail === undefined ? {} : { problemDetail: event.detail };
}
