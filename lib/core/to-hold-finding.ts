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
 * After these Chromium goes on by itself, at once and up to five times, and says meanwhile that it can't be asked to:
 * GetDownloadResumeMode in components/download/public/common/download_utils.cc.
 */
const GOES_ON_AFTER =
  /^(NETWORK_TIMEOUT|SERVER_(CONTENT_LENGTH_MISMATCH|NO_RANGE)|FILE_(TRANSIENT_ERROR|HASH_MISMATCH|TOO_SHORT))$/;

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
  const name = isMarkedByUs(hold, toLastPart(download.path)) ? 'marked' : 'own';
  switch (download.state) {
    case 'arriving':
      return { kind: 'arriving', name: download.path === '' ? 'none' : name };
    case 'complete':
      return download.exists ? { kind: 'complete', name } : { kind: 'deleted' };
    case 'interrupted': {
      const byPerson = wasSeenToEnd && download.error === 'USER_CANCELED';
      return { kind: 'interrupted', canResume: download.canResume || goesOn(download), byPerson };
    }
  }
}

function goesOn({ error = '', addresses }: SeenDownload): boolean {
  return GOES_ON_AFTER.test(error) && /^https?:/i.test(addresses.at(-1) ?? '');
}

/** What was never held was never marked by us, whatever its name looks like; a site may have put a mark there itself. */
export function isMarkedByUs({ name, markedName, heldUntil }: Hold, standing: string): boolean {
  if ((markedName === undefined && heldUntil === undefined) || !isMarkedName(standing)) return false;
  return !isMarkedName(name) || countMarks(standing) > countMarks(name);
}

function countMarks(name: string): number {
  return name.split('.unverified').length;
}

/** Firefox gives the same numbers again in each session. A delivery of ours is known by its number alone. */
export function isSameDownload({ downloadId, startedAt }: Hold, download: SeenDownload): boolean {
  // A browser that was killed may give a number again: our own is known by its address.
  if (download.isOwn || download.id !== downloadId) return true;
  // One that has not begun yet has no time.
  if (startedAt === undefined || download.startedAt === undefined) return true;
  return Math.abs(download.startedAt - startedAt) <= SAME_START_MS;
}
