import { clearMemberKinds } from './clear-member-kinds.ts';
import { type ExamineDeps, examineFile } from './examine-file.ts';
import { type ArchiveEntry, listArchive } from './list-archive.ts';
import type { ScanProgress } from './scan-progress.ts';
import { toArchiveGaps } from './to-archive-gaps.ts';
import { type PendingArchive, toPendingArchives } from './to-pending-archives.ts';
import { type UnpackResult, unpackArchive } from './unpack-archive.ts';

/** Formats that may hold encrypted members without any checksum, on which a wrong password goes unnoticed by 7-Zip. */
const MAY_LACK_CHECKSUMS: readonly string[] = ['application/x-7z-compressed', 'application/vnd.rar'];

/** Examines each member of an archive, and notes what stands behind it. What could not be scanned is named in the gaps. */
export async function openArchive(
  archive: PendingArchive,
  deps: ExamineDeps,
  progress: ScanProgress,
): Promise<void> {
  const { budget, password } = deps;
  const handedOver = new Map<string, number>();
  if (archive.directory !== null) clearMemberKinds(archive.bytes, archive.directory);
  const source = { bytes: archive.bytes, name: archive.name, password };
  const result = await unpackArchive(source, budget, (member, bytes) => {
    const path = archive.path === null ? member : `${archive.path}/${member}`;
    examineFile({ bytes, name: member, path, depth: archive.depth + 1 }, deps, progress);
    const key = toComparable(member);
    handedOver.set(key, (handedOver.get(key) ?? 0) + 1);
  });
  const list = needsList(archive, result, password)
    ? await listArchive(archive.bytes, archive.name, password)
    : null;
  const entries = list?.entries ?? [];
  const encrypted = toEncrypted(
    result.encrypted,
    MAY_LACK_CHECKSUMS.includes(archive.mime) ? entries : [],
    password,
  );
  if (hasOpened(encrypted, entries, handedOver)) progress.unlocked.add(archive.path ?? archive.name);
  const leftOut = {
    members: toLeftOut(entries, handedOver),
    complete: list?.complete === true,
  };
  progress.gaps.push(...toArchiveGaps({ ...result, encrypted, leftOut, archive: archive.path, password }));
  const behind = toPendingArchives(archive.bytes.subarray(archive.bytes.length - result.tailBytes), archive);
  progress.pending.push(...behind.archives);
  progress.gaps.push(...behind.gaps);
}

function needsList(
  { mime }: PendingArchive,
  { encrypted, stoppedBy }: UnpackResult,
  password: string | null,
): boolean {
  // With a password: was there anything that it has opened?
  const isWanted = stoppedBy !== null || password !== null || MAY_LACK_CHECKSUMS.includes(mime);
  return encrypted !== 'all' && isWanted;
}

/** Whether any member is encrypted and was opened nevertheless. */
function hasOpened(
  unopened: string[] | 'all',
  entries: readonly ArchiveEntry[],
  handedOver: ReadonlyMap<string, number>,
): boolean {
  if (unopened === 'all') return false;
  const left = new Set(unopened.map(toComparable));
  return entries.some(({ path, encrypted, empty }) => {
    const key = toComparable(path);
    // What a limit kept back was not tried.
    return encrypted && !empty && handedOver.has(key) && !left.has(key);
  });
}

/** Adds to what 7-Zip complained of the members whose password nothing proves: with a wrong one they become noise. */
function toEncrypted(
  complained: string[] | 'all',
  entries: readonly ArchiveEntry[],
  password: string | null,
): string[] | 'all' {
  if (complained === 'all') return 'all';
  const unproven = entries.filter(
    ({ encrypted, checked, empty }) => encrypted && !empty && (password === null || !checked),
  );
  return [...new Set([...complained, ...unproven.map(({ path }) => path)])];
}

/** The members of the list that were not handed over; of two with one name, one may have been. */
function toLeftOut(entries: readonly ArchiveEntry[], handedOver: ReadonlyMap<string, number>): string[] {
  const left = new Map(handedOver);
  return entries.flatMap(({ path }) => {
    const key = toComparable(path);
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0 ? [] : [path];
  });
}

/** 7-Zip unpacks `../a` and `/a` as `a`, and lists control characters as `_`. */
function toComparable(path: string): string {
  const parts = path.split('/').filter((part) => !['', '.', '..'].includes(part));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is replaced
  return parts.join('/').replace(/[\x00-\x1f]/g, '_');
}
