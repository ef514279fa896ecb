import { createHash } from 'node:crypto';
import { TooLargeError } from '../errors.ts';
import { createBufferRelease } from './create-buffer-release.ts';

/** Bytes of an upload after which its buffers are given back. */
const RELEASE_EVERY = 8_000_000;

export type SampleMeter = ReturnType<ReturnType<typeof createSampleMeters>>;

/** Makes meters for uploads of at most `maxBytes` bytes. */
export function createSampleMeters(maxBytes: number) {
  const releaseBuffers = createBufferRelease();
  return () => createMeter(maxBytes, releaseBuffers);
}

function createMeter(maxBytes: number, releaseBuffers: () => void) {
  const sha1 = createHash('sha1');
  const sha256 = createHash('sha256');
  let size = 0;
  let unreleased = 0;
  let failed = false;
  async function* pass(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* measure(source);
    } catch (error) {
      failed = true;
      throw error;
    }
  }
  async function* measure(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of source) {
      size += chunk.length;
      if (size > maxBytes) throw new TooLargeError(maxBytes);
      unreleased += chunk.length;
      if (unreleased > RELEASE_EVERY) {
        unreleased = 0;
        releaseBuffers();
      }
      sha1.update(chunk);
      sha256.update(chunk);
      yield chunk;
    }
  }
  return {
    /** Passes the bytes on. @throws TooLargeError past the limit, and what `source` throws. */
    pass,
    /** Whether `pass` threw: then the fault is the source's. */
    failed: () => failed,
    /** Lower-case hex and bytes, once all has passed. */
    result: () => ({ sha1: sha1.digest('hex'), sha256: sha256.digest('hex'), size }),
  };
}
