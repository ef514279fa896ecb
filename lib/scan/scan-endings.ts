import { ApiError, SubmissionLookupError } from '../core/errors.ts';
import { isLinkRefused } from '../core/is-not-the-file.ts';
import { mergeResults } from '../core/merge-results.ts';
import { nextRetryDelay } from '../core/poll-schedule.ts';
import { dispositionOf, type Phase } from '../core/problem.ts';
import type { Scan, ScanResult, WithheldReason } from '../core/scan.ts';
import type { ScanEvent } from '../core/scan-event.ts';

/** How long a verdict is waited for, in ms, before the scan ends as failed. A person may start it again. */
export const SCAN_DEADLINE_MS = 24 * 3_600_000;

export type ScanEndingsDeps = {
  /** Persists a move. */
  move: (scan: Scan, event: ScanEvent) => Promise<unknown>;
  /** Removes the staged bytes of a scan where nobody needs them any more. */
  tidyStaged: (id: string) => Promise<void>;
  now: () => number;
  /** A number from 0 up to 1. */
  random: () => number;
};

/** How a step ends that did not bring its scan further, or brought it to its end. */
export type ScanEndings = {
  /** What follows from an error. What is no refusal of the server is thrown on. */
  settle: (scan: Scan, error: unknown, phase: Phase) => Promise<void>;
  /** Ends a scan with its result. */
  finish: (scan: Scan, result: ScanResult) => Promise<void>;
  /** Ends a scan with the verdict of an earlier one of the same bytes. */
  answer: (scan: Scan, earlier: Scan) => Promise<void>;
  /** Ends a scan that goes no further. */
  giveUp: (scan: Scan, event: Extract<ScanEvent, { type: 'refuse' }>) => Promise<void>;
  /** Keeps a scan from the scanner. */
  withhold: (scan: Scan, reason: WithheldReason) => Promise<void>;
  isOverdue: (scan: Scan) => boolean;
};

/** Makes the endings. */
export function createScanEndings({ move, tidyStaged, now, random }: ScanEndingsDeps): ScanEndings {
  async function settle(scan: Scan, error: unknown, phase: Phase): Promise<void> {
    if (error instanceof SubmissionLookupError) return postpone(scan, error.cause, { phase, isLookup: true });
    if (!(error instanceof ApiError)) throw error;
    const { problem, limit: sizeLimit } = error;
    switch (dispositionOf(problem, phase)) {
      case 'final':
        if (isLinkRefused(scan, problem)) {
          await move(scan, { type: 'need-bytes', because: 'link-error' });
          return;
        }
        return giveUp(scan, { type: 'refuse', problem, detail: serverWords(error), sizeLimit });
      case 'person':
        if (isWithoutPages(scan, error)) return finishAsLink(scan, problem, 'clean');
        // What was found of the link must not wait, unseen, until somebody mends something.
        if (linkResultOf(scan) !== undefined) return finishAsLink(scan, problem, 'unknown');
        return postpone(scan, error, { phase });
      case 'again':
        if (phase === 'poll' && isOverdue(scan))
          return giveUp(scan, { type: 'refuse', problem: 'no-verdict' });
        return postpone(scan, error, { phase });
    }
  }

  /** Puts a scan off: for a while, or until a person has changed something. */
  async function postpone(
    scan: Scan,
    error: ApiError,
    { phase, isLookup = false }: { phase: Phase; isLookup?: boolean },
  ): Promise<void> {
    const { problem, retryAfterMs } = error;
    const again = dispositionOf(problem, phase) === 'again';
    const dueAt = again ? now() + nextRetryDelay(scan.attempts, random(), retryAfterMs) : undefined;
    await move(scan, { type: 'postpone', problem, detail: serverWords(error), dueAt, isLookup });
  }

  async function withhold(scan: Scan, reason: WithheldReason): Promise<void> {
    if (linkResultOf(scan) !== undefined) return finishAsLink(scan, reason, 'unknown');
    await move(scan, { type: 'withhold', reason });
  }

  function isOverdue({ submittedAt, createdAt }: Scan): boolean {
    return now() - (submittedAt ?? createdAt) > SCAN_DEADLINE_MS;
  }

  async function giveUp(scan: Scan, event: Extract<ScanEvent, { type: 'refuse' }>): Promise<void> {
    if (linkResultOf(scan) !== undefined) return finishAsLink(scan, event.problem, 'unknown');
    await move(scan, event);
    await tidyStaged(scan.id);
  }

  /**
   * Ends a scan whose page was not scanned with what was found of its address as a file, and says so.
   * @param verdict what a page that was not scanned counts as: nothing to add where no server would scan it
   */
  async function finishAsLink(scan: Scan, why: string, verdict: 'clean' | 'unknown'): Promise<void> {
    const evidence = [{ name: 'page-not-scanned', description: why, verdict: 'unknown' as const }];
    await finish(scan, { verdict, evidence, sample: {} });
  }

  async function finish(scan: Scan, result: ScanResult): Promise<void> {
    await move(scan, { type: 'finish', result: mergeResults(linkResultOf(scan), result) });
    // After the outcome is kept: what is left by a worker that dies in between is swept at the next start.
    await tidyStaged(scan.id);
  }

  async function answer(
    scan: Scan,
    { id, server = '', verdict = 'unknown', evidence = [], sample = {} }: Scan,
  ) {
    const result = { verdict, evidence, sample };
    await move(scan, { type: 'answer-from-history', from: id, server, result });
    await tidyStaged(scan.id);
  }

  return { settle, finish, answer, giveUp, withhold, isOverdue };
}

/** What was found of a page's address as a file counts too; of a link that was given up for the bytes, it does not. */
function linkResultOf({ route, linkResult }: Scan): ScanResult | undefined {
  return route === 'page' ? linkResult : undefined;
}

/** The words of a request that never reached a server are ours, and in English: people get those of their language. */
function serverWords({ status, detail }: ApiError): string | undefined {
  return status === 0 ? undefined : detail;
}

/** Not every server scans pages, nor every licence: then the address of that part of the API is not there. */
function isWithoutPages({ route, state }: Scan, { status }: ApiError): boolean {
  return route === 'page' && state === 'submitting' && (status === 404 || status === 405 || status === 403);
}
