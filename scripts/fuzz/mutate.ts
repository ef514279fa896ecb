import type { Random } from './create-random.ts';
import { mendChecksums } from './mend-checksums.ts';
import { MUTATIONS } from './mutations.ts';

/** Changes in one input at most. */
const MAX_CHANGES = 6;

/** Past this, an input says nothing more and only takes time. */
const MAX_BYTES = 2_000_000;

/**
 * A broken copy of `bytes`. In every second one the checksums of headers are put right again, where the format has them
 * at its beginning: unpackers look no further else.
 */
export function mutate(bytes: Uint8Array, other: Uint8Array, random: Random): Buffer {
  let changed: Buffer = Buffer.from(bytes);
  const changes = 1 + random.below(MAX_CHANGES);
  for (let step = 0; step < changes; step += 1)
    changed = random.pick(MUTATIONS)(changed, Buffer.from(other), random);
  if (random.below(2) === 0) mendChecksums(changed);
  return changed.subarray(0, MAX_BYTES);
}
