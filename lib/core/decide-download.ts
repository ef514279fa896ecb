import { decideFate } from './decide-fate.ts';
import type { DownloadRule } from './download-rule.ts';
import { findRule } from './find-rule.ts';
import { type GuardPolicy, isHolding } from './guard-policy.ts';
import { isPrivateHost } from './host-rules.ts';
import { mayBeSentTo, toTarget, webHostOf } from './target.ts';
import { type DownloadRoute, type RouteFacts, toDownloadRoute } from './to-download-route.ts';

/** What is known of a download when it begins. */
export type DownloadFacts = RouteFacts & {
  /** In the order of the redirects; the last one gave the bytes. */
  addresses: readonly string[];
  /** The page that it was started from, or '' where the browser does not say. */
  page: string;
  /** '' where it is not decided yet. */
  name: string;
  /** Bytes, where the site said so. */
  size?: number | undefined;
  /** The browser can hold this one back. */
  canBeHeld: boolean;
};

export type ConnectionFacts = {
  /** null while not connected: downloads are held all the same, and `onUnfinished` decides. */
  server: string | null;
  /** The person agreed that downloads are sent to a scanner. */
  hasConsent: boolean;
  /** The most bytes that the scanner takes, where known. */
  maxBytes?: number | undefined;
};

/** What is done with a download, and what the history says about it. */
export type DownloadDecision =
  /** As if Sluice were not there: nothing is recorded either. */
  | { do: 'ignore'; because: 'mode-off' | 'no-consent' }
  /** Recorded, but not scanned. */
  | { do: 'pass'; because: 'allow-rule'; rule: DownloadRule }
  | { do: 'pass'; because: 'private-host' | 'local-file' | 'too-large' }
  /** Scanned while the browser goes on; `rule` would have been in the way in another mode. */
  | { do: 'scan'; route: DownloadRoute; rule?: DownloadRule }
  /** Scanned while the browser is held back. */
  | { do: 'hold'; route: DownloadRoute }
  /** Not scanned: a person decides, over a file that is held where downloads are. */
  | { do: 'ask'; because: 'block-rule'; rule: DownloadRule }
  | { do: 'ask'; because: 'too-large' }
  /** Cancelled, as the policy says. */
  | { do: 'refuse'; because: 'block-rule'; rule: DownloadRule }
  | { do: 'refuse'; because: 'too-large' };

/** What the policy says of a download that begins. The block list wins over the allow list. */
export function decideDownload(
  policy: GuardPolicy,
  download: DownloadFacts,
  connection: ConnectionFacts,
): DownloadDecision {
  return (
    toIgnored(policy, connection) ??
    toBlocked(policy, download) ??
    toAllowed(policy, download) ??
    toKeptHere(download, connection) ??
    toOversized(policy, download, connection) ??
    toScanned(policy, download)
  );
}

function toIgnored({ mode }: GuardPolicy, { hasConsent }: ConnectionFacts): DownloadDecision | undefined {
  if (mode === 'off') return { do: 'ignore', because: 'mode-off' };
  if (!hasConsent) return { do: 'ignore', because: 'no-consent' };
  return undefined;
}

/** Any address on the way is reason enough to block. */
function toBlocked(policy: GuardPolicy, download: DownloadFacts): DownloadDecision | undefined {
  const rule = findRule(policy.block, download);
  if (rule === undefined || policy.mode === 'silent') return undefined;
  return { do: policy.mode === 'block' ? 'refuse' : 'ask', because: 'block-rule', rule };
}

/** Only the address that gave the bytes is reason to allow: trusted sites redirect to others. */
function toAllowed(policy: GuardPolicy, download: DownloadFacts): DownloadDecision | undefined {
  const rule = findRule(policy.allow, { ...download, addresses: [lastAddress(download)] });
  return rule && { do: 'pass', because: 'allow-rule', rule };
}

/** What no scanner outside may hear of. */
function toKeptHere(download: DownloadFacts, { server }: ConnectionFacts): DownloadDecision | undefined {
  const address = lastAddress(download);
  if (/^\s*file:/i.test(address)) return { do: 'pass', because: 'local-file' };
  // `data:` and the `blob:` of a sandboxed page have no host: they are their page's, and public if that is not known,
  // or a page that hides itself could smuggle anything past the scanner.
  const host = toTarget(address).host || webHostOf(download.page);
  if (host === '') return undefined;
  const staysHere = server === null ? isPrivateHost(host) : !mayBeSentTo(host, server);
  return staysHere ? { do: 'pass', because: 'private-host' } : undefined;
}

function toOversized(
  policy: GuardPolicy,
  { size }: DownloadFacts,
  { maxBytes }: ConnectionFacts,
): DownloadDecision | undefined {
  if (size === undefined || maxBytes === undefined || size <= maxBytes) return undefined;
  const fate = decideFate(policy, { kind: 'too-large' });
  switch (fate.do) {
    case 'remove':
      return { do: 'refuse', because: 'too-large' };
    case 'ask':
      return { do: 'ask', because: 'too-large' };
    case 'keep':
    case 'release':
      return { do: 'pass', because: 'too-large' };
  }
}

function toScanned(policy: GuardPolicy, download: DownloadFacts): DownloadDecision {
  const route = toDownloadRoute(policy, toTarget(lastAddress(download)), download);
  if (isHolding(policy) && download.canBeHeld) return { do: 'hold', route };
  const rule = findRule(policy.block, download);
  return { do: 'scan', route, ...(rule === undefined ? {} : { rule }) };
}

function lastAddress({ addresses }: DownloadFacts): string {
  return addresses.at(-1) ?? '';
}
