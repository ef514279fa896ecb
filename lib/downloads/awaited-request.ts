import type { Hold } from '../core/hold.ts';
import { isHoldAtRest } from '../core/hold-machine.ts';
import type { HoldBytes, KnownFile } from './hold-bytes.ts';
import type { LiveHolds } from './live-holds.ts';

/** How long after a worker found a request that an earlier one held its download may begin, in ms. */
const ORPHAN_MS = 10_000;

export type AwaitedRequestDeps = {
  live: LiveHolds;
  bytes: Pick<HoldBytes, 'seekByLink'>;
  now: () => number;
};

/**
 * Tells whether what becomes of a request is still to be seen. Firefox makes a download of it only once it goes on: that
 * there is none says nothing before, and nothing can be done to it.
 */
export type IsAwaited = (file: KnownFile) => Promise<boolean>;

/** Makes it. What ended with the browser while it was held is fetched anew, where that can be done. */
export function createIsAwaited({ live, bytes, now }: AwaitedRequestDeps): IsAwaited {
  return async (file) => {
    const { hold } = file;
    const known = live.of(hold.id);
    if (!isRequest(file) || known.gate !== undefined || known.isMissed) return false;
    known.beginsBy ??= now() + ORPHAN_MS;
    if (now() < known.beginsBy) return true;
    const isOwed = hold.state === 'held' && hold.staged === undefined && known.copy === undefined;
    return isOwed && (await bytes.seekByLink(file));
  };
}

/** Whether a hold is of a request that has not become a download, as far as is known. */
export function isRequest({ hold, download }: Pick<KnownFile, 'hold' | 'download'>): boolean {
  const mayBegin = hold.place === 'arriving' || hold.place === 'own-name';
  if (hold.saveFrom !== undefined) return false;
  return hold.downloadId === undefined && download === undefined && mayBegin && !isHoldAtRest(hold.state);
}

/** When a request that was let go is to be looked at again, in ms since 1970. */
export function awaitedUntil(hold: Hold, live: LiveHolds): number | undefined {
  const { gate, isMissed, beginsBy } = live.of(hold.id);
  return isRequest({ hold, download: undefined }) && gate === undefined && !isMissed ? beginsBy : undefined;
}
