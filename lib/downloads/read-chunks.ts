/**
 * Reads a stream to its end, a chunk at a time, each when the last one is dealt with. Ends the stream where a chunk is refused by an error.
 * A stream is not iterated with `for await`, which Chromium has since 124 only.
 */
export async function readChunks(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  onChunk: (chunk: Uint8Array<ArrayBuffer>) => unknown,
): Promise<void> {
  const reader = stream.getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) await onChunk(read.value);
  } catch (error) {
    await reader.cancel(error).catch(() => {});
    throw error;
  }
}
