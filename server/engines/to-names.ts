/** Paths that one piece of evidence names at most. */
const MAX_NAMES = 20;

/**
 * The part of a gap's data that names what was not scanned.
 * @param archive path of the archive inside the sample, null for the sample itself.
 * @param members paths inside that archive.
 * @param count how many there are, null where nobody knows.
 */
export function toNames(
  archive: string | null,
  members: readonly string[],
  count: number | null,
): { members: string[]; count: number | null } {
  const named = members.slice(0, MAX_NAMES);
  return { members: archive === null ? named : named.map((member) => `${archive}/${member}`), count };
}
