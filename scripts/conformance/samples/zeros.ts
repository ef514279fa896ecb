const CHUNK = Buffer.alloc(262_144);

/** So many zero bytes, in chunks. */
export async function* zeros(count: number): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0; left -= CHUNK.length)
    yield CHUNK.subarray(0, Math.min(left, CHUNK.length));
}
