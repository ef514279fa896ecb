import type { HoldFinding } from './find-hold-event.ts';
import type { Hold } from './hold.ts';
import { isMarkedName } from './marked-name.ts';
import type { SeenDownload } from './seen-download.ts';
import { toLastPart } from './to-last-part.ts';

export type FindingFacts = {
  /** The interruption was seen while it happened, and was not Sluice's own doing. */
  wasSeenToEnd: boolean;
};

/** Both clocks are the browser's, but a time that went through text lost its fractions. In ms. */
const SAME_START_MS = 1_000;

/**
 * What is found of a hold's download.
 * @param download undefined where the browser has none of that number
 */
export function toHoldFinding(
  hold: Hold,
  download: SeenDownload | undefined,
  { wasSeenToEnd }: FindingFacts,
): HoldFinding {
  if (download === undefined || !isSameDownload(hold, download)) return { kind: 'missing' };
  // What was never held was never marked by us, whatever its name looks like.
  const mayBeMarked =
    (hold.markedName !== undefined || hold.heldUntil !== undefined) && !isMarkedName(hold.name);
  const name = mayBeMarked && isMarkedName(toLastPart(download.path)) ? 'marked' : 'own';
  switch (download.state) {
    case 'arriving':
      return { kind: 'arriving', name: download.path === '' ? 'none' : name };
    case 'complete':
      return download.exists ? { kind: 'complete', name } : { kind: 'deleted' };
    case 'interrupted': {
      const byPerson = wasSeenToEnd && download.error === 'USER_CANCELED';
      return { kind: 'interrupted', canResume: download.canResume, byPerson };
    }
  }
}

/** Firefox gives the same numbers again in each session. A delivery of ours is known by its number alone. */
export function isSameDownload({ downloadId, startedAt }: Hold, download: SeenDownload): boolean {
  // A browser that was killed may give a number again: our own is known by its address.
  if (download.isOwn || download.id !== downloadId) return true;
  // One that has not begun yet has no time.
  if (startedAt === undefined || download.startedAt === undefined) return true;
  return Math.abs(download.startedAt - startedAt) <= SAME_START_MS;
}
