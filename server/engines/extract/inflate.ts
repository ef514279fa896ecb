import { constants, inflateRawSync, inflateSync, type ZlibOptions } from 'node:zlib';
import * as v from 'valibot';
import type { UnpackBudget } from '../unpack-budget.ts';

/** What a Deflate stream holds; `whole` is false where something of it could not be read. */
export type Inflated = { bytes: Buffer; whole: boolean };

/** Steps of the search for the last byte that can be read: finds it to within 1/4,096 of the stream. */
const SEARCH_STEPS = 12;

const TOO_LARGE = v.object({ code: v.literal('ERR_BUFFER_TOO_LARGE') });

/**
 * Inflates a zlib stream (RFC 1950) as document readers do: a missing end, which Acrobat leaves out, a wrong checksum and
 * a damaged header are forgiven, and what stands before a fault counts.
 * @throws LimitReached past what the budget has room for.
 */
export function inflate(bytes: Uint8Array, budget: UnpackBudget): Inflated {
  const body = bytes.subarray(2);
  const all = tryInflate(inflateSync, bytes, budget) ?? tryInflate(inflateRawSync, body, budget);
  if (all !== null) return { bytes: all, whole: true };
  return { bytes: inflateStart(body, budget), whole: false };
}

type Inflate = (bytes: Uint8Array, options: ZlibOptions) => Buffer;

/** zlib gives either everything or an error, so the longest start that it takes is searched for. */
function inflateStart(body: Uint8Array, budget: UnpackBudget): Buffer {
  let best: Buffer = Buffer.alloc(0);
  let good = 0;
  let bad = body.length;
  for (let step = 0; step < SEARCH_STEPS && bad - good > 1; step += 1) {
    const middle = (good + bad) >> 1;
    const found = tryInflate(inflateRawSync, body.subarray(0, middle), budget);
    // An attempt that fails does not tell how much it unpacked: at least what others did that stopped before.
    budget.spend((found ?? best).length);
    if (found === null) bad = middle;
    else {
      good = middle;
      best = found;
    }
  }
  return best;
}

function tryInflate(method: Inflate, bytes: Uint8Array, budget: UnpackBudget): Buffer | null {
  const room = budget.room();
  budget.growTo(0);
  try {
    return method(bytes, { maxOutputLength: room + 1, finishFlush: constants.Z_SYNC_FLUSH });
  } catch (error) {
    if (v.is(TOO_LARGE, error)) budget.growTo(room + 1);
    return null;
  }
}
