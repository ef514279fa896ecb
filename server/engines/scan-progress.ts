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
  /** Paths of what was opened, all or in part, with the password that the sample was submitted with. */
  unlocked: Set<string>;
};

export function createScanProgress(): ScanProgress {
  return { findings: [], gaps: [], closed: [], pending: [], unlocked: new Set() };
}
