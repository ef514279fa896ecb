import { isHoldAtRest } from '../core/hold-machine.ts';
import { isLocked } from '../core/is-locked.ts';
import type { Scan } from '../core/scan.ts';
import type { HoldStore } from '../storage/hold-store.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import type { StagedBytes } from '../storage/staged-bytes.ts';

/** How long staged bytes may be without their scan, in ms: they come first, and the scan right after them. */
const STAGED_WITHOUT_SCAN_MS = 3_600_000;
/** How long the bytes of a scan that ended without them having been seen are kept for a new try, in ms. */
const STAGED_FOR_A_NEW_TRY_MS = 7 * 24 * 3_600_000;

export type StagedTidyDeps = {
  staged: Pick<StagedBytes, 'remove'>;
  scans: Pick<ScanStore, 'get' | 'has'>;
  holds: Pick<HoldStore, 'get'>;
  now: () => number;
};

/**
 * Removes the staged bytes of an id where neither its scan nor its hold needs them. May be called at any time, and is to
 * be called whenever one of the two comes to rest.
 * @param stagedAt when they were staged, in ms since 1970; bytes that have no scan stay where that is not told
 */
export type TidyStaged = (id: string, stagedAt?: number) => Promise<void>;

/** Makes the tidying. */
export function createStagedTidy({ staged, scans, holds, now }: StagedTidyDeps): TidyStaged {
  return async (id, stagedAt) => {
    const scan = await scans.get(id);
    // A row that can't be read today may be read by a later version.
    if (scan === undefined && (await scans.has(id))) return;
    const isForScan =
      scan === undefined
        ? stagedAt === undefined || now() - stagedAt < STAGED_WITHOUT_SCAN_MS
        : isNeeded(scan, now());
    if (isForScan) return;
    const hold = await holds.get(id);
    if (hold === undefined || isHoldAtRest(hold.state)) await staged.remove(id);
  };
}

function isNeeded(scan: Scan, time: number): boolean {
  const { state, problem, finishedAt = time } = scan;
  const isRecent = time - finishedAt < STAGED_FOR_A_NEW_TRY_MS;
  switch (state) {
    case 'done':
      // The person is asked for its password.
      return isLocked(scan) && isRecent;
    case 'failed':
      // What is too large today is so tomorrow: no new try will need the bytes.
      return problem !== 'too-large' && isRecent;
    case 'needs-bytes':
    case 'withheld':
      return isRecent;
    case 'queued':
    case 'submitting':
    case 'waiting-to-submit':
    case 'polling':
    case 'waiting-to-poll':
      return true;
  }
}
