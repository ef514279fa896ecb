import { SHA256 } from '@stablelib/sha256';
import { readChunks } from './read-chunks.ts';

/** Up to this size a file is hashed by the browser itself, many times faster, for which all of it must be in memory. */
export const MAX_BYTES_IN_MEMORY = 16_000_000;

/**
 * SHA-256 of a Blob, in lower-case hex. A large one is read in pieces, which WebCrypto can't do.
 * @throws the browser's `NotReadableError` where the bytes are gone
 */
export async function hashBlob(blob: Blob): Promise<string> {
  if (blob.size <= MAX_BYTES_IN_MEMORY)
    return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer())));
  const hash = new SHA256();
  await readChunks(blob.stream(), (chunk) => hash.update(chunk));
  return toHex(hash.digest());
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
