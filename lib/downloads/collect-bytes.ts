import { CopyRefusedError } from './copy-refused-error.ts';
import { readChunks } from './read-chunks.ts';

/** How much of a body is held in memory, in bytes, before it is put on the disk. */
export const PART_BYTES = 8_000_000;

/** Puts a piece of a body on the disk, and answers it as it lies there. */
export type KeepPart = (part: Blob) => Promise<Blob>;

/**
 * Reads a body that does not say how long it is, and counts: one without an end would fill the disk. Browsers keep
 * Blobs that are made of such pieces in memory, up to some hundred MB: so the pieces of a large one are put away.
 * @throws CopyRefusedError `too-large` once there are more bytes than `maxBytes`
 */
export async function collectBytes(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
  keepPart: KeepPart,
): Promise<Blob> {
  const parts: Blob[] = [];
  let pending: Uint8Array<ArrayBuffer>[] = [];
  let pendingBytes = 0;
  let total = 0;
  await readChunks(body, async (chunk) => {
    total += chunk.byteLength;
    if (total > maxBytes) throw new CopyRefusedError('too-large');
    pending.push(chunk);
    pendingBytes += chunk.byteLength;
    if (pendingBytes < PART_BYTES) return;
    parts.push(await keepPart(new Blob(pending)));
    pending = [];
    pendingBytes = 0;
  });
  return new Blob([...parts, ...pending]);
}
