import type { FilesClient } from '../api/files-client.ts';
import { advanceScan, type ScanEvent } from '../core/advance-scan.ts';
import { tokenFor } from '../core/connection.ts';
import { ApiError } from '../core/errors.ts';
import { nextPollDelay, nextRetryDelay } from '../core/poll-schedule.ts';
import { dispositionOf, type Phase } from '../core/problem.ts';
import type { Scan } from '../core/scan.ts';
import { mayBeSentTo } from '../core/target.ts';
import type { ConnectionStore } from '../storage/connection-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';

/** How long a verdict is waited for, in ms, before the scan ends as failed. A person may start it again. */
export const SCAN_DEADLINE_MS = 24 * 3_600_000;

export type ScanStepsDeps = {
  store: ScanStore;
  connections: ConnectionStore;
  connect: (server: string, token: string) => FilesClient;
  now: () => number;
  /** A number from 0 up to 1. */
  random: () => number;
};

/** Does the next step of a scan that is due: persist the intent, act, persist the outcome. */
export type ScanStep = (scan: Scan) => Promise<void>;

/** Makes the steps. Each may be run twice without harm, and a step that is cut off is taken up by the next one. */
export function createScanStep({ store, connections, connect, now, random }: ScanStepsDeps): ScanStep {
  const move = (scan: Scan, event: ScanEvent) =>
    store.update(scan.id, (current) => advanceScan(current, event, now()));

  async function submit(scan: Scan): Promise<void> {
    const connection = await connections.load();
    const server = connection.server;
    const token = server === null ? undefined : tokenFor(connection, server);
    if (server === null || token === undefined)
      return stop(scan, { type: 'postpone', problem: 'not-connected' });
    if (!mayBeSentTo(scan.host, server)) return stop(scan, { type: 'withhold', reason: 'private-host' });
    const started = await move(scan, { type: 'start', server });
    if (started === undefined) return;
    try {
      const remoteId = await connect(server, token).submitLink({ downloadLink: scan.url, name: scan.name });
      await move(scan, { type: 'accept', remoteId, dueAt: now() + nextPollDelay(0, random()) });
    } catch (error) {
      await settle(started, error, 'submit');
    }
  }

  async function poll(scan: Scan): Promise<void> {
    const { server, remoteId, submittedAt = scan.createdAt } = scan;
    if (server === undefined || remoteId === undefined)
      return stop(scan, { type: 'refuse', problem: 'unknown-scan' });
    const token = tokenFor(await connections.load(), server);
    if (token === undefined) return stop(scan, { type: 'postpone', problem: 'not-connected' });
    try {
      const result = await connect(server, token).fetchResult(remoteId);
      const age = now() - submittedAt;
      if (result !== undefined) await move(scan, { type: 'finish', result });
      else if (age > SCAN_DEADLINE_MS) await move(scan, { type: 'refuse', problem: 'no-verdict' });
      else await move(scan, { type: 'wait', dueAt: now() + nextPollDelay(age, random()) });
    } catch (error) {
      await settle(scan, error, 'poll');
    }
  }

  async function settle(scan: Scan, error: unknown, phase: Phase): Promise<void> {
    if (!(error instanceof ApiError)) throw error;
    const { problem, detail, retryAfterMs } = error;
    switch (dispositionOf(problem, phase)) {
      case 'final':
        return stop(scan, { type: 'refuse', problem, detail });
      case 'person':
        return stop(scan, { type: 'postpone', problem, detail });
      case 'again': {
        const dueAt = now() + nextRetryDelay(scan.attempts, random(), retryAfterMs);
        return stop(scan, { type: 'postpone', problem, detail, dueAt });
      }
    }
  }

  async function stop(scan: Scan, event: ScanEvent): Promise<void> {
    await move(scan, event);
  }

  return async (scan) => {
    switch (scan.state) {
      case 'queued':
        return submit(scan);
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
