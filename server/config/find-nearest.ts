import { closestMatch } from 'leven';

/** The known name that a mistyped one most likely means, in whatever case, or null where none is near. */
export function findNearest(name: string, known: readonly string[]): string | null {
  const lower = new Map(known.map((each) => [each.toLowerCase(), each]));
  const maxDistance = Math.max(2, Math.floor(name.length / 3));
  const match = closestMatch(name.toLowerCase(), [...lower.keys()], { maxDistance });
  return match === undefined ? null : (lower.get(match) ?? null);
}
