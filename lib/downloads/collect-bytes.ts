import { CopyRefusedError } from './copy-refused-error.ts';
import { readChunks } from './read-chunks.ts';

/** How much is held by this context before it is handed to the browser as a Blob, in bytes. */
const PART_BYTES = 4_000_000;

/**
 * Reads a body that does not say how long it is, and counts: one without an end would fill the disk.
 * @throws CopyRefusedError `too-large` once there are more bytes than `maxBytes`
 */
export async function collectBytes(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
): Promise<Blob> {
  const parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  let total = 0;
  await readChunks(body, (chunk) => {
    total += chunk.byteLength;
    if (total > maxBytes) throw new CopyRefusedError('too-large');
    pending.push(chunk);
    pendingBytes += chunk.byteLength;
    if (pendingBytes < PART_BYTES) return;
    parts.push(new Blob(pending));
    pending = [];
    pendingBytes = 0;
  });
  return new Blob([...parts, ...pending]);
}
