import type { EngineReport, Gap } from './engine-report.ts';
import { detectFileType } from './file-type.ts';
import { isLockedDocument } from './is-locked-document.ts';
import { type OpenedArchive, openArchive } from './open-archive.ts';
import { toClosedGap } from './to-closed-gap.ts';
import { toDocumentGaps } from './to-document-gaps.ts';
import { toPendingArchives } from './to-pending-archives.ts';
import { createUnpackBudget, type LimitName, type UnpackLimits } from './unpack-budget.ts';
import type { YaraEngine } from './yara-engine.ts';

/** What is to be looked at. `name` is as submitted; `password` opens archives on every level, null for none. */
export type Sample = { bytes: Uint8Array; name: string; password: string | null };

/**
 * Looks at a sample and, where it is or holds an archive, at each member, level by level.
 * Everything that could not be looked at is a gap in the report.
 */
export async function scanSample(
  { bytes, name, password }: Sample,
  engine: YaraEngine,
  limits: UnpackLimits,
): Promise<EngineReport> {
  const type = detectFileType(bytes);
  const { mime } = type;
  const { archives: pending, gaps: outside } = toPendingArchives(bytes, { name, path: null, depth: 1 });
  const gaps = [...outside, ...toDocumentGaps(null, isLockedDocument(bytes, type) ? [name] : [])];
  const opened: OpenedArchive[] = [{ findings: engine.scan(bytes, name, null), gaps, inner: [] }];
  const closed: { limit: LimitName; path: string }[] = [];
  const budget = createUnpackBudget(limits, bytes.length, Date.now);
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    const limit = next.depth > limits.maxDepth ? 'depth' : budget.spent();
    if (limit !== null) closed.push({ limit, path: next.path ?? next.name });
    else {
      const result = await openArchive(next, { engine, budget, password });
      opened.push({ ...result, inner: [] });
      for (const archive of result.inner) pending.push(archive);
    }
  }
  return {
    engine: { name: engine.name, version: engine.version },
    fileType: mime,
    findings: opened.flatMap(({ findings }) => findings),
    gaps: [...opened.flatMap((archive) => archive.gaps), ...toClosedGaps(closed)],
  };
}

function toClosedGaps(closed: readonly { limit: LimitName; path: string }[]): Gap[] {
  const byLimit = Map.groupBy(closed, ({ limit }) => limit);
  return [...byLimit].map(([limit, group]) =>
    toClosedGap(
      limit,
      group.map(({ path }) => path),
    ),
  );
}
