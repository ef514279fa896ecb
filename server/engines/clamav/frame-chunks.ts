/** Below what any clamd takes as one chunk, and large enough that frames cost nothing. */
const MAX_CHUNK_BYTES = 1_048_576;

/**
 * A sample as INSTREAM wants it: chunks, each with its length as 4 bytes in network order before it, and an empty one at
 * the end (clamd(8), INSTREAM). An empty chunk of the source is left out: it would end the stream.
 */
export async function* frameChunks(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += MAX_CHUNK_BYTES) {
      const chunk = bytes.subarray(at, at + MAX_CHUNK_BYTES);
      yield toLength(chunk.length);
      yield chunk;
    }
  }
  yield toLength(0);
}

/** A length as INSTREAM has it. */
export function toLength(length: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(length);
  return bytes;
}
