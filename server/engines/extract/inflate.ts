import { constants, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import * as v from 'valibot';
import type { UnpackBudget } from '../unpack-budget.ts';

/** What a Deflate stream holds; `whole` is false where it breaks off or breaks its format. */
export type Inflated = { bytes: Buffer; whole: boolean };

/** Steps of the search for the last byte that can be read: finds it to within 1/4,096 of the stream. */
const SEARCH_STEPS = 12;

const TOO_LARGE = v.object({ code: v.literal('ERR_BUFFER_TOO_LARGE') });

/**
 * Inflates a zlib stream (RFC 1950) as document readers do: what stands before a fault counts, a missing end, a wrong
 * checksum and a damaged header are forgiven.
 * @throws LimitReached past what the budget has room for.
 */
export function inflate(bytes: Uint8Array, budget: UnpackBudget): Inflated {
  const whole = tryInflate(inflateSync, bytes, budget, true);
  if (whole !== null) return { bytes: whole, whole: true };
  const start = inflateStart(inflateSync, bytes, budget);
  if (start.length > 0) return { bytes: start, whole: false };
  return { bytes: inflateStart(inflateRawSync, bytes.subarray(2), budget), whole: false };
}

type Inflate = (bytes: Uint8Array, options: ZlibOptions) => Buffer;

/** zlib gives either everything or an error, so the longest start that it takes is searched for. */
function inflateStart(method: Inflate, bytes: Uint8Array, budget: UnpackBudget): Buffer {
  const all = tryInflate(method, bytes, budget, false);
  if (all !== null) return all;
  let best: Buffer = Buffer.alloc(0);
  let good = 0;
  let bad = bytes.length;
  for (let step = 0; step < SEARCH_STEPS && bad - good > 1; step += 1) {
    const middle = (good + bad) >> 1;
    const found = tryInflate(method, bytes.subarray(0, middle), budget, false);
    if (found === null) bad = middle;
    else {
      good = middle;
      best = found;
    }
  }
  return best;
}

/** @param toEnd false takes a stream without an end as well. */
function tryInflate(method: Inflate, bytes: Uint8Array, budget: UnpackBudget, toEnd: boolean): Buffer | null {
  const room = budget.room();
  try {
    return method(bytes, {
      maxOutputLength: room + 1,
      ...(toEnd ? {} : { finishFlush: constants.Z_SYNC_FLUSH }),
    });
  } catch (error) {
    // Thrown on: more than the room is asked for.
    if (v.is(TOO_LARGE, error)) budget.growTo(room + 1);
    return null;
  } finally {
    budget.growTo(0);
  }
}
