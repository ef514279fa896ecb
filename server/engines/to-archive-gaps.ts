import type { Gap } from './engine-report.ts';
import { LIMIT_WORDS } from './limit-words.ts';
import { toNames } from './to-names.ts';
import type { UnpackResult } from './unpack-archive.ts';
import type { LimitName } from './unpack-budget.ts';

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

function toEncryptedGap({ archive, password }: ArchiveRest, encrypted: string[] | 'all'): Gap {
  const names = encrypted === 'all' ? toNames(null, [], null) : toNames(archive, encrypted, encrypted.length);
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
    data: { limit, archive, ...toNames(archive, members, complete ? members.length : null) },
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
    data: { archive, detail: words, ...toNames(archive, members, null) },
  };
}
