import type { Gap, WorkerReport } from './engine-report.ts';
import { examineFile } from './examine-file.ts';
import { EXTRACTORS } from './extract/extractors.ts';
import { detectFileType } from './file-type.ts';
import { openArchive } from './open-archive.ts';
import { rememberScans } from './remember-scans.ts';
import { createScanProgress, type ScanProgress } from './scan-progress.ts';
import { toBombFindings } from './to-bomb-findings.ts';
import { toClosedGap } from './to-closed-gap.ts';
import type { PendingArchive } from './to-pending-archives.ts';
import { createUnpackBudget, type UnpackLimits } from './unpack-budget.ts';
import type { YaraEngine } from './yara-engine.ts';

/** What is to be looked at. `name` is as submitted; `password` opens archives on every level, null for none. */
export type Sample = { bytes: Uint8Array; name: string; password: string | null };

/** Paths that a report names of what was opened with the password. */
const MAX_PATHS = 20;

/**
 * Looks at a sample and, where it is or holds archives, documents, mail and the like, at each member, level by level.
 * Everything that could not be looked at is a gap in the report.
 */
export async function scanSample(
  { bytes, name, password }: Sample,
  engine: YaraEngine,
  limits: UnpackLimits,
): Promise<WorkerReport> {
  const { mime } = detectFileType(bytes);
  const progress = createScanProgress();
  const budget = createUnpackBudget(limits, bytes.length, Date.now);
  const remembering = rememberScans(engine);
  const deps = { engine: remembering, budget, password, maxDepth: limits.maxDepth, extractors: EXTRACTORS };
  examineFile({ bytes, name, path: null, depth: 1 }, deps, progress);
  for (const next of takePending(progress)) {
    const limit = next.depth > limits.maxDepth ? 'depth' : budget.spent();
    if (limit !== null) progress.closed.push({ limit, path: next.path ?? next.name });
    else await openArchive(next, deps, progress);
  }
  const gaps = [...progress.gaps, ...toClosedGaps(progress.closed)];
  return {
    engine: { name: engine.name, version: engine.version },
    fileType: mime,
    findings: [...progress.findings, ...toBombFindings(gaps)],
    gaps,
    unlocked: { paths: [...progress.unlocked].slice(0, MAX_PATHS), count: progress.unlocked.size },
  };
}

/**
 * All that are to be opened, and those that come meanwhile, in their order; each is let go of once it was opened. Taken
 * one by one from the front of a list of a million, each would have all others moved.
 */
function* takePending({ pending }: ScanProgress): Generator<PendingArchive> {
  while (pending.length > 0) {
    const batch = pending.splice(0).reverse();
    for (let next = batch.pop(); next !== undefined; next = batch.pop()) yield next;
  }
}

function toClosedGaps(closed: ScanProgress['closed']): Gap[] {
  const byLimit = Map.groupBy(closed, ({ limit }) => limit);
  return [...byLimit].map(([limit, group]) =>
    toClosedGap(
      limit,
      group.map(({ path }) => path),
    ),
  );
}
