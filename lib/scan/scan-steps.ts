import type { FilesClient } from '../api/files-client.ts';
import { advanceScan, type ScanEvent } from '../core/advance-scan.ts';
import { tokenFor } from '../core/connection.ts';
import { ApiError, SubmissionLookupError } from '../core/errors.ts';
import { isFollowedAsPage } from '../core/is-followed-as-page.ts';
import { mergeResults } from '../core/merge-results.ts';
import { nextPollDelay, nextRetryDelay } from '../core/poll-schedule.ts';
import { dispositionOf, type Phase } from '../core/problem.ts';
import type { Scan, ScanResult, WithheldReason } from '../core/scan.ts';
import { mayBeGivenTo, mayBeSentTo } from '../core/target.ts';
import type { ConnectionStore } from '../storage/connection-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';
import type { ScanSubmitter } from './scan-submitter.ts';

/** How long a verdict is waited for, in ms, before the scan ends as failed. A person may start it again. */
export const SCAN_DEADLINE_MS = 24 * 3_600_000;

export type ScanStepsDeps = {
  store: ScanStore;
  connections: ConnectionStore;
  connect: Connect;
  submit: ScanSubmitter;
  staged: Pick<StagedBytes, 'remove'>;
  now: () => number;
  /** A number from 0 up to 1. */
  random: () => number;
};

/** Makes a client of a server, with what is known of that server. */
export type Connect = (server: string, token: string) => Promise<FilesClient>;

/** Does the next step of a scan that is due: persist the intent, act, persist the outcome. */
export type ScanStep = (scan: Scan) => Promise<void>;

/** Makes the steps. Each may be run twice without harm, and a step that is cut off is taken up by the next one. */
export function createScanStep({
  store,
  staged,
  connections,
  connect,
  submit,
  now,
  random,
}: ScanStepsDeps): ScanStep {
  const move = (scan: Scan, event: ScanEvent) =>
    store.update(scan.id, (current) => advanceScan(current, event, now()));

  async function send(scan: Scan): Promise<void> {
    const connection = await connections.load();
    const server = connection.server;
    const token = server === null ? undefined : tokenFor(connection, server);
    if (server === null || token === undefined)
      return stop(scan, { type: 'postpone', problem: 'not-connected' });
    const reason = withheldReason(scan, server);
    if (reason !== undefined) return withhold(scan, reason);
    const started = await move(scan, { type: 'start', server });
    if (started === undefined) return;
    try {
      const isRepeat = scan.inDoubt?.server === server;
      const accepted = await submit(await connect(server, token), started, isRepeat);
      await move(scan, { type: 'accept', ...accepted, dueAt: now() + nextPollDelay(0, random()) });
    } catch (error) {
      await settle(started, error, 'submit');
    }
  }

  async function poll(scan: Scan): Promise<void> {
    const { server, remoteId, submittedAt = scan.createdAt } = scan;
    if (server === undefined || remoteId === undefined)
      return stop(scan, { type: 'refuse', problem: 'unknown-scan' });
    const connection = await connections.load();
    const token = tokenFor(connection, server);
    // Another scanner took the place of that one, which nobody can ask any more.
    if (token === undefined && connection.server !== null && connection.server !== server)
      return stop(scan, { type: 'change-server' });
    if (token === undefined) return stop(scan, { type: 'postpone', problem: 'not-connected' });
    try {
      const client = await connect(server, token);
      const result = await client.fetchResult({ scanId: remoteId, submittedAt });
      const age = now() - submittedAt;
      if (result !== undefined && isFollowedAsPage(scan, result))
        await move(scan, { type: 'follow-page', result });
      else if (result !== undefined) await finish(scan, mergeResults(scan.linkResult, result));
      else if (isOverdue(scan)) await giveUp(scan, { type: 'refuse', problem: 'no-verdict' });
      else await move(scan, { type: 'wait', dueAt: now() + nextPollDelay(age, random()) });
    } catch (error) {
      await settle(scan, error, 'poll');
    }
  }

  async function settle(scan: Scan, error: unknown, phase: Phase): Promise<void> {
    if (error instanceof SubmissionLookupError) return postpone(scan, error.cause, { phase, isLookup: true });
    if (!(error instanceof ApiError)) throw error;
    const { problem, limit: sizeLimit } = error;
    switch (dispositionOf(problem, phase)) {
      case 'final':
        return giveUp(scan, { type: 'refuse', problem, detail: serverWords(error), sizeLimit });
      case 'person':
        if (isWithoutPages(scan, error)) return finishAsLink(scan, problem, 'clean');
        // What was found of the link must not wait, unseen, until somebody mends something.
        if (scan.linkResult !== undefined) return finishAsLink(scan, problem, 'unknown');
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
    if (scan.linkResult !== undefined) return finishAsLink(scan, reason, 'unknown');
    return stop(scan, { type: 'withhold', reason });
  }

  function isOverdue({ submittedAt, createdAt }: Scan): boolean {
    return now() - (submittedAt ?? createdAt) > SCAN_DEADLINE_MS;
  }

  /** Ends a scan that goes no further. */
  async function giveUp(scan: Scan, event: Extract<ScanEvent, { type: 'refuse' }>): Promise<void> {
    if (scan.linkResult !== undefined) return finishAsLink(scan, event.problem, 'unknown');
    await move(scan, event);
    // What is too large today is so tomorrow: no new try will need the bytes.
    if (scan.route === 'bytes' && event.problem === 'too-large') await staged.remove(scan.id);
  }

  /**
   * Ends a scan whose page was not scanned with what was found of its address as a file, and says so.
   * @param verdict what a page that was not scanned counts as: nothing to add where no server would scan it
   */
  async function finishAsLink(scan: Scan, why: string, verdict: 'clean' | 'unknown'): Promise<void> {
    const evidence = [{ name: 'page-not-scanned', description: why, verdict: 'unknown' as const }];
    await finish(scan, mergeResults(scan.linkResult, { verdict, evidence, sample: {} }));
  }

  async function finish(scan: Scan, result: ScanResult): Promise<void> {
    await move(scan, { type: 'finish', result });
    // After the outcome is kept: what is left by a worker that dies in between is swept at the next start.
    if (scan.route === 'bytes') await staged.remove(scan.id);
  }

  async function stop(scan: Scan, event: ScanEvent): Promise<void> {
    await move(scan, event);
  }

  return async (scan) => {
    switch (scan.state) {
      case 'queued':
        return send(scan);
      case 'polling':
        return poll(scan);
      case 'submitting':
        return stop(scan, { type: 'interrupt' });
      case 'waiting-to-submit':
      case 'waiting-to-poll':
        return stop(scan, { type: 'retry' });
      case 'needs-bytes':
      case 'withheld':
      case 'done':
      case 'failed':
        return undefined;
    }
  };
}

/** Why a scan must not go to a server. Bytes have no host: who gave a file to a scanner has said where it may go. */
function withheldReason({ route, host, givenTo }: Scan, server: string): WithheldReason | undefined {
  if (route === 'bytes') return mayBeGivenTo(givenTo, server) ? undefined : 'other-scanner';
  return mayBeSentTo(host, server) ? undefined : 'private-host';
}

/** The words of a request that never reached a server are ours, and in English: people get those of their language. */
function serverWords({ status, detail }: ApiError): string | undefined {
  return status === 0 ? undefined : detail;
}

/** Not every server scans pages, nor every licence: then the address of that part of the API is not there. */
function isWithoutPages({ route, state }: Scan, { status }: ApiError): boolean {
  return route === 'page' && state === 'submitting' && (status === 404 || status === 405 || status === 403);
}
