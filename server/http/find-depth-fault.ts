/** Levels of objects and lists that a JSON field may have: what is repeated and stored is walked level by level. */
const MAX_DEPTH = 32;

/** What is wrong with a parsed JSON value that has too many levels, else null. Walks no further than it must. */
export function findDepthFault(value: unknown): string | null {
  let level: unknown[] = [value];
  for (let depth = 0; depth <= MAX_DEPTH; depth += 1) {
    level = level.filter((item) => typeof item === 'object' && item !== null && !isNumber(item));
    if (level.length === 0) return null;
    level = level.flatMap((item) => Object.values(Object(item)));
  }
  return `At most ${MAX_DEPTH} levels of objects and lists.`;
}

/** `parseExactJson` keeps numbers as objects: they are no level of their own. */
function isNumber(item: object): boolean {
  return Object.isFrozen(item) && Object.getPrototypeOf(item) === null;
}
