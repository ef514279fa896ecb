/**
 * How often each scan's sample has failed so far.
 * @param max scans that are remembered. Past it the one that failed the longest ago is forgotten, and begins anew: a scan
 * may end where nobody tells of it here, by another scanner that shares the queue.
 */
export function createFailureCounts(max: number) {
  const counts = new Map<number, number>();

  /** Counts one failure more of a scan, and answers with all of them. */
  function add(id: number): number {
    const count = (counts.get(id) ?? 0) + 1;
    // Behind all others.
    counts.delete(id);
    counts.set(id, count);
    const [oldest] = counts.keys();
    if (counts.size > max && oldest !== undefined) counts.delete(oldest);
    return count;
  }

  return { add, forget: (id: number): void => void counts.delete(id) };
}
