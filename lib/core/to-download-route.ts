import type { GuardPolicy } from './guard-policy.ts';
import type { Target } from './target.ts';

/** Why the bytes are sent rather than the link, or that the link is good enough. */
export type RouteReason = 'plain-link' | 'policy' | 'no-link' | 'not-get';

export type DownloadRoute = { route: 'link' | 'bytes'; because: RouteReason };

export type RouteFacts = {
  /** Of the request, in capital letters. Undefined where the browser does not say. */
  method?: string | undefined;
};

/**
 * What a download is scanned by. No browser tells beforehand of links that need a login or work once: the scanner's own
 * try tells, and those fall back to the bytes then.
 */
export function toDownloadRoute(
  policy: Pick<GuardPolicy, 'alwaysScanBytes'>,
  target: Target,
  { method = 'GET' }: RouteFacts,
): DownloadRoute {
  if (target.kind !== 'link') return { route: 'bytes', because: 'no-link' };
  if (method !== 'GET') return { route: 'bytes', because: 'not-get' };
  if (policy.alwaysScanBytes) return { route: 'bytes', because: 'policy' };
  return { route: 'link', because: 'plain-link' };
}
