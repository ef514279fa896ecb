import type { LimitName } from './unpack-budget.ts';

/** Why a limit left something out, for people. */
export const LIMIT_WORDS: Record<LimitName, string> = {
  depth: 'it lies deeper than archives are opened',
  folders: 'a member lies in too many folders',
  parts: 'too many archives stand one behind the other',
  members: 'the archive has too many members',
  size: 'the archive unpacks to too many bytes',
  member_size: 'a member is too large',
  ratio: 'it unpacks to far more than its size, as a decompression bomb does',
  time: 'unpacking took too long',
};
