import type { Finding, Gap } from './engine-report.ts';
import type { PendingArchive } from './to-pending-archives.ts';
import type { LimitName } from './unpack-budget.ts';

/** What one scan has found so far, on all levels, and what is still to be opened. Added to in place. */
export type ScanProgress = {
  findings: Finding[];
  gaps: Gap[];
  /** What a limit left closed altogether. */
  closed: { limit: LimitName; path: string }[];
  pending: PendingArchive[];
};

export function createScanProgress(): ScanProgress {
  return { findings: [], gaps: [], closed: [], pending: [] };
}
