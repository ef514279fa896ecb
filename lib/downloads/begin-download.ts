import type { HoldEvent } from '../core/advance-hold.ts';
import { advanceHold } from '../core/advance-hold.ts';
import { type ConnectionFacts, type DownloadDecision, decideDownload } from '../core/decide-download.ts';
import type { GuardPolicy } from '../core/guard-policy.ts';
import { isHolding } from '../core/guard-policy.ts';
import { newHold } from '../core/new-hold.ts';
import { newScan } from '../core/new-scan.ts';
import type { WithheldReason } from '../core/scan.ts';
import type { ScanRunner } from '../scan/scan-runner.ts';
import type { HoldStore } from '../storage/hold-store.ts';

/** A download that begins, as the browser first tells of it. */
export type BeginningDownload = {
  downloadId: number | undefined;
  addresses: readonly string[];
  page: string;
  name: string;
  size: number | undefined;
  method?: string | undefined;
  startedAt?: number | undefined;
  isPrivateWindow: boolean;
  canBeHeld: boolean;
};

export type BeginDownloadDeps = {
  runner: Pick<ScanRunner, 'add'>;
  holds: Pick<HoldStore, 'add'>;
  loadPolicy: () => Promise<GuardPolicy>;
  loadConnection: () => Promise<ConnectionFacts>;
  now: () => number;
};

/** Whether a download is followed by a hold, and whether the browser is to wait. */
export type Begun = { isFollowed: boolean; isHeld: boolean };

/**
 * Decides on a download that begins, and keeps what was decided: its scan, and its hold unless the policy passes it.
 * @param id of both
 */
export type BeginDownload = {
  begin: (id: string, download: BeginningDownload) => Promise<Begun>;
  /** Records the scan alone, as the policy decides on it now: where it is missing. */
  record: (id: string, download: BeginningDownload) => Promise<void>;
  /** The policy's word on a download whose name or size was not known at its beginning; undefined where it is the same. */
  judge: (download: BeginningDownload) => Promise<HoldEvent | undefined>;
};

/** Makes it. */
export function createBeginDownload(deps: BeginDownloadDeps): BeginDownload {
  const { runner, holds, loadPolicy, loadConnection, now } = deps;

  async function record(id: string, download: BeginningDownload, decision: DownloadDecision): Promise<void> {
    const { addresses, name, downloadId, isPrivateWindow } = download;
    await runner.add(
      newScan({
        id,
        source: 'download',
        address: addresses.at(-1) ?? '',
        now: now(),
        name,
        downloadId,
        isPrivate: isPrivateWindow,
        withheld: toWithheld(decision),
        ruleWhy: 'rule' in decision ? decision.rule?.why : undefined,
        route: 'route' in decision ? decision.route.route : undefined,
      }),
    );
  }

  async function decide(download: BeginningDownload) {
    const [policy, connection] = await Promise.all([loadPolicy(), loadConnection()]);
    const decision = decideDownload(policy, download, connection);
    return { policy, decision };
  }

  return {
    async begin(id, download) {
      const { policy, decision } = await decide(download);
      if (decision.do === 'ignore') return { isFollowed: false, isHeld: false };
      if (decision.do === 'pass') {
        await record(id, download, decision);
        return { isFollowed: false, isHeld: false };
      }
      const { name, downloadId, startedAt, isPrivateWindow } = download;
      const seen = newHold(policy, {
        id,
        downloadId,
        name,
        startedAt,
        isPrivate: isPrivateWindow,
        now: now(),
      });
      const event = toFirstEvent(decision);
      // The hold comes first: a scan that is missing is made up for when the hold is looked at.
      await holds.add(event === undefined ? seen : advanceHold(seen, event, now()));
      await record(id, download, decision);
      return { isFollowed: true, isHeld: isHolding(policy) };
    },
    async record(id, download) {
      const { decision } = await decide(download);
      await record(id, download, decision);
    },
    async judge(download) {
      const { decision } = await decide(download);
      // What is passed by a rule needs no verdict.
      if (decision.do === 'pass' && decision.because === 'allow-rule')
        return { type: 'keep', by: 'policy', because: 'allow-rule', why: decision.rule.why };
      return toFirstEvent(decision);
    },
  };
}

/** What is decided unscanned. */
function toFirstEvent(decision: DownloadDecision): HoldEvent | undefined {
  if (decision.do === 'ask') return { type: 'ask', because: decision.because };
  if (decision.do !== 'refuse') return undefined;
  const why = 'rule' in decision ? { why: decision.rule.why } : {};
  return { type: 'remove', by: 'policy', because: decision.because, ...why };
}

function toWithheld(decision: DownloadDecision): WithheldReason | undefined {
  switch (decision.do) {
    case 'pass':
    case 'ask':
    case 'refuse':
      return decision.because === 'local-file' ? 'unsupported-scheme' : decision.because;
    case 'ignore':
    case 'scan':
    case 'hold':
      return undefined;
  }
}
