const ZEROS = Buffer.alloc(262_144);

/** So many bytes, made on the way: the chunk again and again, the last one cut short. Zeros unless told. */
export async function* repeatBytes(count: number, chunk: Uint8Array = ZEROS): AsyncGenerator<Uint8Array> {
  for (let left = count; left > 0; left -= chunk.length)
    yield chunk.subarray(0, Math.min(left, chunk.length));
}
