import type { GuardPolicy } from './guard-policy.ts';
import type { Target } from './target.ts';

/** Why the bytes are sent rather than the link, or that the link is good enough. */
export type RouteReason = 'plain-link' | 'policy' | 'no-link' | 'not-get' | 'needs-login' | 'one-time';

export type DownloadRoute = { route: 'link' | 'bytes'; because: RouteReason };

export type RouteFacts = {
  /** Of the request, in capital letters. Undefined where the browser does not say. */
  method?: string | undefined;
  /** The site gave it to this browser's cookies. */
  needsLogin?: boolean | undefined;
  /** The link is known to give the file once only. */
  isOneTime?: boolean | undefined;
};

/** What a download is scanned by. Links that turn out not to be reachable fall back to the bytes later. */
export function toDownloadRoute(
  policy: Pick<GuardPolicy, 'alwaysScanBytes'>,
  target: Target,
  { method = 'GET', needsLogin = false, isOneTime = false }: RouteFacts,
): DownloadRoute {
  if (target.kind !== 'link') return { route: 'bytes', because: 'no-link' };
  if (method !== 'GET') return { route: 'bytes', because: 'not-get' };
  if (isOneTime) return { route: 'bytes', because: 'one-time' };
  if (needsLogin) return { route: 'bytes', because: 'needs-login' };
  if (policy.alwaysScanBytes) return { route: 'bytes', because: 'policy' };
  return { route: 'link', because: 'plain-link' };
}
