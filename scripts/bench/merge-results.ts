import type { Results } from './figure.ts';

/**
 * An earlier run with the figures of a later one in their place.
 * @param whole benchmarks that were measured as a whole: of these nothing earlier stays
 */
export function mergeResults(earlier: Results, later: Results, whole: ReadonlySet<string>): Results {
  const names = [...new Set([...Object.keys(earlier), ...Object.keys(later)])];
  return Object.fromEntries(
    names.map((name) => [name, { ...(whole.has(name) ? {} : earlier[name]), ...later[name] }]),
  );
}
