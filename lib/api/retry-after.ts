/**
 * Reads `Retry-After` (RFC 9110, 10.2.3): seconds, or an HTTP date.
 * @param now milliseconds since 1970
 * @returns milliseconds to wait, 0 for a date that has passed, undefined where it says nothing readable
 */
export function parseRetryAfter(value: string | null, now: number): number | undefined {
  if (value === null || value.trim() === '') return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value) * 1_000;
  // Each form of an HTTP date begins with a day's name. `Date.parse` takes much more, such as "-5".
  const date = /^[a-z]/i.test(value.trim()) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
