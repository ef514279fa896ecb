import { basename } from 'node:path/posix';
import type { EngineReport, Finding, Gap } from './engine-report.ts';
import { detectFileType } from './file-type.ts';
import { type UnpackResult, unpackArchive } from './unpack-archive.ts';
import { createUnpackBudget, type LimitName, type UnpackBudget, type UnpackLimits } from './unpack-budget.ts';
import type { YaraEngine } from './yara-engine.ts';

/** An archive that is still to be opened. `path` is null for the sample itself. */
type Pending = { bytes: Uint8Array; name: string; path: string | null; depth: number };

const MAX_NAMES = 20;

const LIMIT_WORDS: Record<LimitName, string> = {
  depth: 'it lies deeper than archives are opened',
  members: 'the archive has too many members',
  size: 'the archive unpacks to too many bytes',
  member_size: 'a member is too large',
  ratio: 'it unpacks to far more than its size, as a decompression bomb does',
  time: 'unpacking took too long',
};

/**
 * Looks at a sample and, where it is an archive, at each member, level by level.
 * Everything that could not be looked at is a gap in the report.
 */
export async function scanSample(
  bytes: Uint8Array,
  name: string,
  engine: YaraEngine,
  limits: UnpackLimits,
): Promise<EngineReport> {
  const fileType = detectFileType(bytes);
  const findings: Finding[] = engine.scan(bytes, name, null);
  const gaps: Gap[] = [];
  const budget = createUnpackBudget(limits, bytes.length, Date.now);
  const pending: Pending[] = fileType.archive ? [{ bytes, name, path: null, depth: 1 }] : [];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next.depth > limits.maxDepth) gaps.push(toLimitGap('depth', next.path));
    else await openArchive(next, { engine, budget, findings, gaps, pending });
  }
  return { engine: { name: engine.name, version: engine.version }, fileType: fileType.mime, findings, gaps };
}

type Context = {
  engine: YaraEngine;
  budget: UnpackBudget;
  findings: Finding[];
  gaps: Gap[];
  pending: Pending[];
};

async function openArchive(archive: Pending, context: Context): Promise<void> {
  const { engine, budget, findings, gaps, pending } = context;
  const result = await unpackArchive(archive.bytes, archive.name, budget, (member, bytes) => {
    const path = archive.path === null ? member : `${archive.path}/${member}`;
    findings.push(...engine.scan(bytes, member, path));
    // Opened after this archive is done: 7-Zip cannot be started while it is in the middle of a call.
    if (detectFileType(bytes).archive)
      pending.push({ bytes, name: basename(member), path, depth: archive.depth + 1 });
  });
  gaps.push(...toGaps(result, archive.path));
}

function toGaps({ encrypted, damage, stoppedBy }: UnpackResult, archive: string | null): Gap[] {
  const gaps: Gap[] = [];
  if (encrypted === 'all' || encrypted.length > 0) gaps.push(toEncryptedGap(encrypted, archive));
  // An archive that was stopped half-way looks damaged to 7-Zip; the limit is the reason worth telling.
  if (stoppedBy !== null) gaps.push(toLimitGap(stoppedBy, archive));
  else if (damage !== null) gaps.push(toDamageGap(damage, archive));
  return gaps;
}

function toEncryptedGap(encrypted: string[] | 'all', archive: string | null): Gap {
  const data =
    encrypted === 'all'
      ? { archive }
      : { archive, members: encrypted.slice(0, MAX_NAMES), count: encrypted.length };
  const what =
    encrypted === 'all'
      ? 'The archive'
      : encrypted.length === 1
        ? 'One member'
        : `${encrypted.length} members`;
  return { name: 'encrypted', description: `${what} could not be scanned: a password is needed.`, data };
}

function toLimitGap(limit: LimitName, archive: string | null): Gap {
  const what = archive === null ? 'the archive' : `“${archive}”`;
  const description = `Not all of ${what} was scanned: ${LIMIT_WORDS[limit]}.`;
  return { name: 'archive_limit', description, data: { limit, archive } };
}

function toDamageGap(damage: string, archive: string | null): Gap {
  const what = archive === null ? 'The archive' : `“${archive}”`;
  const description = `${what} is damaged and could not be opened as a whole.`;
  return { name: 'corrupt_archive', description, data: { archive, detail: damage } };
}
