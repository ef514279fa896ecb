import { FetchError } from '../errors.ts';

/** Milliseconds; see `FetchLimits`. */
export type ClockLimits = { headersMs: number; idleMs: number; totalMs: number };

export type FetchClock = ReturnType<typeof createFetchClock>;

/** One abort signal for all time limits of a try: total, headers, and silence in the middle of the body. */
export function createFetchClock(limits: ClockLimits, stop: AbortSignal) {
  const late = new AbortController();
  const end = (transient: boolean): void =>
    late.abort(new FetchError('timeout', 'The server took too long.', { transient }));
  const expire = (): void => end(true);
  // Whoever used all of the time up would do so again: another try only holds a slot.
  const total = setTimeout(end, limits.totalMs, false);
  let current = setTimeout(expire, limits.headersMs);
  function expectWithin(ms: number): void {
    clearTimeout(current);
    current = setTimeout(expire, ms);
  }
  async function* watch(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    expectWithin(limits.idleMs);
    for await (const chunk of body) {
      yield chunk;
      expectWithin(limits.idleMs);
    }
  }
  const signal = AbortSignal.any([late.signal, stop]);
  return { signal, expectWithin, watch, stop: () => [total, current].forEach(clearTimeout) };
}
