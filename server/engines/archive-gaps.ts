import type { Gap } from './engine-report.ts';
import type { UnpackResult } from './unpack-archive.ts';
import type { LimitName } from './unpack-budget.ts';

/** Paths that one piece of evidence names at most. */
const MAX_NAMES = 20;

const LIMIT_WORDS: Record<LimitName, string> = {
  depth: 'it lies deeper than archives are opened',
  folders: 'a member lies in too many folders',
  parts: 'too many archives stand one behind the other',
  members: 'the archive has too many members',
  size: 'the archive unpacks to too many bytes',
  member_size: 'a member is too large',
  ratio: 'it unpacks to far more than its size, as a decompression bomb does',
  time: 'unpacking took too long',
};

/** What one archive left unseen. `archive` is its path inside the sample, null for the sample itself. */
export type ArchiveRest = UnpackResult & {
  archive: string | null;
  password: string | null;
  /** Members, by their path inside the archive, that a limit left out; `complete` says whether these are all. */
  leftOut: { members: string[]; complete: boolean };
};

/** One gap for each reason for which something in an archive was not scanned. */
export function toArchiveGaps(rest: ArchiveRest): Gap[] {
  const { encrypted, damage, stoppedBy } = rest;
  const gaps: Gap[] = [];
  if (encrypted === 'all' || encrypted.length > 0) gaps.push(toEncryptedGap(rest, encrypted));
  if (stoppedBy !== null) gaps.push(toLimitGap(rest, stoppedBy));
  if (damage !== null) gaps.push(toDamageGap(rest, damage));
  return gaps;
}

/**
 * Archives that were not opened at all.
 * @param paths inside the sample; at least one.
 */
export function toClosedGap(limit: LimitName, paths: readonly string[]): Gap {
  const what = paths.length === 1 ? `“${paths[0]}” was` : `${paths.length} archives in this file were`;
  return {
    name: 'archive_limit',
    description: `${what} not opened: ${LIMIT_WORDS[limit]}.`,
    data: { limit, archive: null, ...toNames(paths, paths.length) },
  };
}

/**
 * Office documents under a password, which no engine here can open with any.
 * @param documents paths inside the archive, or the name of the sample itself.
 */
export function toDocumentGaps(archive: string | null, documents: readonly string[]): Gap[] {
  if (documents.length === 0) return [];
  const what = documents.length === 1 ? 'A document' : `${documents.length} documents`;
  const names = toNames(inside(archive, documents), documents.length);
  return [
    {
      name: 'encrypted',
      description: `${what} could not be scanned: Office documents under a password cannot be opened.`,
      data: { password: 'unsupported', archive, ...names },
    },
  ];
}

function toEncryptedGap({ archive, password }: ArchiveRest, encrypted: string[] | 'all'): Gap {
  const names =
    encrypted === 'all' ? toNames([], null) : toNames(inside(archive, encrypted), encrypted.length);
  const what =
    encrypted === 'all'
      ? 'The archive'
      : encrypted.length === 1
        ? 'One member'
        : `${encrypted.length} members`;
  const why = password === null ? 'a password is needed' : 'the password that was given does not open it';
  return {
    name: 'encrypted',
    description: `${what} could not be scanned: ${why}.`,
    data: { password: password === null ? 'missing' : 'wrong', archive, ...names },
  };
}

function toLimitGap({ archive, leftOut }: ArchiveRest, limit: LimitName): Gap {
  const { members, complete } = leftOut;
  const what = archive === null ? 'the archive' : `“${archive}”`;
  const number = complete ? ` ${members.length} of its members were not scanned.` : '';
  return {
    name: 'archive_limit',
    description: `Not all of ${what} was scanned: ${LIMIT_WORDS[limit]}.${number}`,
    data: { limit, archive, ...toNames(inside(archive, members), complete ? members.length : null) },
  };
}

function toDamageGap(
  { archive }: ArchiveRest,
  { words, members }: { words: string; members: string[] },
): Gap {
  const what = archive === null ? 'The archive' : `“${archive}”`;
  return {
    name: 'corrupt_archive',
    description: `${what} is damaged and could not be opened as a whole.`,
    // How many members a damaged archive had nobody knows.
    data: { archive, detail: words, ...toNames(inside(archive, members), null) },
  };
}

function toNames(
  paths: readonly string[],
  count: number | null,
): { members: string[]; count: number | null } {
  return { members: paths.slice(0, MAX_NAMES), count };
}

function inside(archive: string | null, members: readonly string[]): string[] {
  return archive === null ? [...members] : members.map((member) => `${archive}/${member}`);
}
