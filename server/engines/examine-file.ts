import { basename } from 'node:path/posix';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from './extract/extractor.ts';
import { detectFileType } from './file-type.ts';
import type { ScanProgress } from './scan-progress.ts';
import { toCutGap, toUnopenedGap } from './to-extraction-gap.ts';
import { toPendingArchives } from './to-pending-archives.ts';
import { LimitReached, type UnpackBudget } from './unpack-budget.ts';
import type { YaraEngine } from './yara-engine.ts';

/** A file of any level. `path` is the one inside the sample, null for the sample itself; `depth` is 1 for it. */
export type ExaminedFile = { bytes: Uint8Array; name: string; path: string | null; depth: number };

export type ExamineDeps = {
  engine: Pick<YaraEngine, 'scan'>;
  budget: UnpackBudget;
  password: string | null;
  /** Levels that are opened. */
  maxDepth: number;
  extractors: readonly Extractor[];
};

/**
 * Scans one file and, at once, everything that extractors take out of it. Archives are noted for later: 7-Zip cannot be
 * started while it is in the middle of a call, and that is when members arrive.
 */
export function examineFile(file: ExaminedFile, deps: ExamineDeps, progress: ScanProgress): void {
  const { bytes, name, path } = file;
  const type = detectFileType(bytes);
  progress.findings.push(...deps.engine.scan(bytes, name, path));
  const { archives, gaps } = toPendingArchives(bytes, { ...file, name: basename(name) });
  progress.pending.push(...archives);
  progress.gaps.push(...gaps);
  const input = { bytes, mime: type.mime, name: basename(name), password: deps.password };
  for (const extractor of deps.extractors) {
    if (extractor.matches(input)) examineParts(extractor, input, file, deps, progress);
  }
}

function examineParts(
  extractor: Extractor,
  input: ExtractorInput,
  file: ExaminedFile,
  deps: ExamineDeps,
  progress: ScanProgress,
): void {
  const { path, name, depth } = file;
  const parts = extractor.extract(input, deps.budget)[Symbol.iterator]();
  try {
    for (let part = toNext(parts); part !== null; part = toNext(parts)) {
      // Only now it is known that there is anything to be opened.
      if (depth > deps.maxDepth) throw new LimitReached('depth');
      if ('bytes' in part) {
        deps.budget.addMember(part.bytes.length);
        if (part.underPassword === true) progress.unlocked.add(path ?? name);
        const inside = path === null ? part.name : `${path}/${part.name}`;
        examineFile({ bytes: part.bytes, name: part.name, path: inside, depth: depth + 1 }, deps, progress);
      } else progress.gaps.push(toUnopenedGap(path, part, deps.password));
    }
  } catch (error) {
    if (!(error instanceof LimitReached)) throw error;
    if (error.limit === 'depth') progress.closed.push({ limit: 'depth', path: path ?? name });
    else progress.gaps.push(toCutGap(path, error.limit));
  }
}

/** The next part, null after the last. What breaks an extractor is a fact of the file, not of the service. */
function toNext(parts: Iterator<ExtractedPart | UnopenedPart>): ExtractedPart | UnopenedPart | null {
  try {
    const next = parts.next();
    return next.done === true ? null : next.value;
  } catch (error) {
    if (error instanceof LimitReached) throw error;
    const words = error instanceof Error ? error.message : String(error);
    return { reason: 'damaged', words: `it could not be read (${words})`, members: [] };
  }
}
