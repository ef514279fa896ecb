import type { FilesClient } from '../api/files-client.ts';
import { advanceScan } from '../core/advance-scan.ts';
import { tokenFor } from '../core/connection.ts';
import { isDocument } from '../core/is-document.ts';
import { isFollowedAsPage } from '../core/is-followed-as-page.ts';
import { isNotTheFile } from '../core/is-not-the-file.ts';
import { nextPollDelay } from '../core/poll-schedule.ts';
import type { Scan, ScanResult, WithheldReason } from '../core/scan.ts';
import type { ScanEvent } from '../core/scan-event.ts';
import { mayBeGivenTo, mayBeSentTo } from '../core/target.ts';
import type { ConnectionStore } from '../storage/connection-store.ts';
import type { ConsentStore } from '../storage/consent-store.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { PreferenceStore } from '../storage/preference-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { PasswordMemory } from './password-memory.ts';
import { createScanEndings } from './scan-endings.ts';
import type { ScanSubmitter } from './scan-submitter.ts';

/** How long a verdict holds for the same bytes, in ms. Scanners learn. */
export const FRESH_MS = 24 * 3_600_000;

export type ScanStepsDeps = {
  store: ScanStore;
  holds: Pick<HoldStore, 'get'>;
  connections: ConnectionStore;
  consents: Pick<ConsentStore, 'load'>;
  preferences: Pick<PreferenceStore, 'load'>;
  connect: Connect;
  submit: ScanSubmitter;
  passwords: Pick<PasswordMemory, 'get' | 'forgetAfter'>;
  /** Removes the staged bytes of a scan where nobody needs them any more. */
  tidyStaged: (id: string) => Promise<void>;
  now: () => number;
  /** A number from 0 up to 1. */
  random: () => number;
};

/** Makes a client of a server, with what is known of that server. */
export type Connect = (server: string, token: string) => Promise<FilesClient>;

/** Does the next step of a scan that is due: persist the intent, act, persist the outcome. */
export type ScanStep = (scan: Scan) => Promise<void>;

/** Makes the steps. Each may be run twice without harm, and a step that is cut off is taken up by the next one. */
export function createScanStep(deps: ScanStepsDeps): ScanStep {
  const { store, holds, connections, consents, connect, submit, passwords, now, random } = deps;
  const endings = createScanEndings({ ...deps, move });

  async function move(scan: Scan, event: ScanEvent): Promise<Scan | undefined> {
    const moved = await store.update(scan.id, (current) => advanceScan(current, event, now()));
    passwords.forgetAfter(scan.id, moved?.state ?? 'done');
    return moved;
  }

  /** Nobody asks for the verdict on what is not there any more, unless a person does. */
  async function isRemoved({ id, mustBeSent }: Scan): Promise<boolean> {
    if (mustBeSent) return false;
    const state = (await holds.get(id))?.state;
    return state === 'removing' || state === 'removed';
  }

  async function send(scan: Scan): Promise<void> {
    if (await isRemoved(scan)) return endings.withhold(scan, 'file-removed');
    const connection = await connections.load();
    const server = connection.server;
    const token = server === null ? undefined : tokenFor(connection, server);
    if (server === null || token === undefined)
      return stop(scan, { type: 'postpone', problem: 'not-connected' });
    const reason = withheldReason(scan, server);
    if (reason !== undefined) return endings.withhold(scan, reason);
    const known = await findKnown(scan, server);
    if (known !== undefined) return endings.answer(scan, known);
    if (await mustAsk(scan)) return stop(scan, { type: 'postpone', problem: 'ask-first' });
    const started = await move(scan, { type: 'start', server });
    if (started === undefined) return;
    try {
      const isRepeat = scan.inDoubt?.server === server;
      const client = await connect(server, token);
      const accepted = await submit(client, started, isRepeat, passwords.get(scan.id));
      await move(scan, { type: 'accept', ...accepted, dueAt: now() + nextPollDelay(0, random()) });
    } catch (error) {
      await endings.settle(started, error, 'submit');
    }
  }

  /** Whether somebody is to be asked before these bytes leave. Who gave the file to be scanned has been. */
  async function mustAsk({ route, source, name, bytesAllowed }: Scan): Promise<boolean> {
    if (route !== 'bytes' || source === 'file' || bytesAllowed || !isDocument(name)) return false;
    return (await deps.preferences.load()).askBeforeDocuments;
  }

  /** The scan of a short while ago whose verdict is one of these bytes too. */
  async function findKnown({ route, stagedSha256, mustBeSent }: Scan, server: string) {
    if (route !== 'bytes' || stagedSha256 === undefined || mustBeSent) return undefined;
    return store.findFreshVerdict(stagedSha256, server, now() - FRESH_MS);
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
      if (result !== undefined) await take(scan, result);
      else if (endings.isOverdue(scan)) await endings.giveUp(scan, { type: 'refuse', problem: 'no-verdict' });
      else await move(scan, { type: 'wait', dueAt: now() + nextPollDelay(now() - submittedAt, random()) });
    } catch (error) {
      await endings.settle(scan, error, 'poll');
    }
  }

  /** A result is the end of the scan, unless it shows that something else is to be scanned. */
  async function take(scan: Scan, result: ScanResult): Promise<void> {
    if (isFollowedAsPage(scan, result)) return stop(scan, { type: 'follow-page', result });
    const because = isNotTheFile(scan, result);
    if (because !== undefined) return stop(scan, { type: 'need-bytes', because, result });
    await endings.finish(scan, result);
  }

  /** Nothing is sent, and nothing asked for, before somebody has agreed to it. */
  async function withConsent(scan: Scan, act: ScanStep): Promise<void> {
    if ((await consents.load()) === undefined) return stop(scan, { type: 'postpone', problem: 'no-consent' });
    return act(scan);
  }

  async function stop(scan: Scan, event: ScanEvent): Promise<void> {
    await move(scan, event);
  }

  return async (scan) => {
    switch (scan.state) {
      case 'queued':
        return withConsent(scan, send);
      case 'polling':
        return withConsent(scan, poll);
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

/**
 * Why a scan must not go to a server. Who gave a file to a scanner has said where it may go; the bytes of a download
 * are as private as the host that they came from. Those of `data:` have no host.
 */
function withheldReason(
  { route, host, givenTo, bytesAllowed }: Scan,
  server: string,
): WithheldReason | undefined {
  if (route === 'bytes' && bytesAllowed === false) return 'not-agreed';
  const isOfHost = route !== 'bytes' || host !== '';
  if (isOfHost && !mayBeSentTo(host, server)) return 'private-host';
  return mayBeGivenTo(givenTo, server) ? undefined : 'other-scanner';
}
