/**
 * Asks a question that anybody may ask at any time, once at a time, and again only when its answer is older than
 * `maxAgeMs` milliseconds.
 * @param ask never rejects
 * @param now milliseconds of a clock that only goes forward
 */
export function createRecentAnswer<T>(
  ask: () => Promise<T>,
  maxAgeMs: number,
  now: () => number,
): () => Promise<T> {
  let answer: Promise<T> | null = null;
  let answeredAt: number | null = null;

  return () => {
    const isOld = answeredAt !== null && now() - answeredAt > maxAgeMs;
    if (answer !== null && !isOld) return answer;
    answeredAt = null;
    answer = ask().finally(() => {
      answeredAt = now();
    });
    return answer;
  };
}
