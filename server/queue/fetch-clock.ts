import { FetchError } from '../errors.ts';

/** Milliseconds; see `FetchLimits`. */
export type ClockLimits = { headersMs: number; idleMs: number; totalMs: number };

export type FetchClock = ReturnType<typeof createFetchClock>;

/** One abort signal for all time limits of a try: total, headers, and silence in the middle of the body. */
export function createFetchClock(limits: ClockLimits, stop: AbortSignal) {
  const late = new AbortController();
  const expire = (): void =>
    late.abort(new FetchError('timeout', 'The server took too long.', { transient: true }));
  const total = setTimeout(expire, limits.totalMs);
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
