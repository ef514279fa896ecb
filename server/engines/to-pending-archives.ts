import type { Gap } from './engine-report.ts';
import { type ArchivePart, findArchives } from './find-archives.ts';
import { toClosedGap } from './to-closed-gap.ts';

/** An archive that is still to be opened. `path` is null for the sample itself, and for what was cut out of it. */
export type PendingArchive = ArchivePart & {
  name: string;
  path: string | null;
  depth: number;
};

/** The archives that a file is or holds, one behind the other, and a gap where it holds more than are opened. */
export function toPendingArchives(
  bytes: Uint8Array,
  { name, path, depth }: Pick<PendingArchive, 'name' | 'path' | 'depth'>,
): { archives: PendingArchive[]; gaps: Gap[] } {
  const { parts, complete } = findArchives(bytes);
  return {
    archives: parts.map((part) => ({ ...part, name, path, depth })),
    gaps: complete ? [] : [toClosedGap('parts', [path ?? name])],
  };
}
