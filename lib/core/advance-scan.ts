import { IllegalMoveError } from './errors.ts';
import { mayHaveBeenAccepted, type Problem } from './problem.ts';
import type { Scan, ScanResult, WithheldReason } from './scan.ts';
import { isAtRest, SCAN_MACHINE, type ScanState } from './scan-machine.ts';

/** How long a submission may be on its way, in ms, before the alarm looks after it. */
export const SUBMISSION_LEASE_MS = 30_000;

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
  | { type: 'retry' };

/**
 * The scan after an event. Pure: the same arguments give the same scan.
 * @param now milliseconds since 1970
 * @throws IllegalMoveError where the table lists no such move
 */
export function advanceScan(scan: Scan, event: ScanEvent, now: number): Scan {
  const state = nextState(scan.state, event.type);
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
      return { ...withoutRefusal(agreed(scan.state, base)), dueAt: now, notice: 'none' };
    case 'change-server':
      return { ...withoutRefusal(base), attempts: 0, dueAt: now };
    case 'follow-page':
      return { ...withoutRefusal(base), route: 'page', linkResult: event.result, attempts: 0, dueAt: now };
    case 'postpone':
      return postponed(scan, base, event);
    case 'withhold':
      return { ...base, withheld: event.reason, notice: 'due' };
    case 'refuse':
      return refused(
        scan.state === 'submitting' && mayHaveBeenAccepted(event.problem) ? base : withoutDoubt(base),
        event,
      );
    case 'finish':
      return { ...withoutDoubt(base), ...event.result, attempts: 0, notice: 'due' };
  }
}

function nextState(state: ScanState, event: ScanEvent['type']): ScanState {
  const moves: Partial<Record<ScanEvent['type'], ScanState>> = SCAN_MACHINE[state];
  const next = moves[event];
  if (next === undefined) throw new IllegalMoveError(state, event);
  return next;
}

function postponed(scan: Scan, base: Scan, event: Extract<ScanEvent, { type: 'postpone' }>): Scan {
  const inDoubt = scan.state === 'submitting' && !event.isLookup && mayHaveBeenAccepted(event.problem);
  // A submission that surely failed leaves no doubt but that of an earlier one. One that ended as "unreachable" nearly
  // always failed, but browsers do not say so for certain: it is looked for, and not called doubtful.
  const staysInDoubt = inDoubt || event.isLookup || event.problem === 'unreachable';
  const kept = staysInDoubt ? base : withoutDoubt(base);
  return {
    ...kept,
    problem: event.problem,
    ...detailOf(event),
    attempts: scan.attempts + 1,
    ...(inDoubt ? { maybeSubmittedTwice: true } : {}),
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

function withoutDoubt({ inDoubt: _doubt, ...scan }: Scan): Scan {
  return scan;
}

/** Who asks again for what was kept back agrees that it is sent. */
function agreed(state: ScanState, { givenTo, ...scan }: Scan): Scan {
  return givenTo === undefined || state === 'withheld' ? scan : { ...scan, givenTo };
}

/** A scan that starts anew forgets the server that refused it; one that goes on polling keeps its number. */
function withoutRefusal(scan: Scan): Scan {
  if (scan.state === 'polling') return scan;
  const {
    withheld: _withheld,
    remoteId: _remoteId,
    submittedAt: _submittedAt,
    server: _server,
    ...rest
  } = scan;
  return rest;
}

function detailOf(event: { detail?: string | undefined }): { problemDetail?: string } {
  return event.detail === undefined ? {} : { problemDetail: event.detail };
}
