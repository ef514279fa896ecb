import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readChunks } from './read-chunks.ts';

/**
 * SHA-256 of a Blob, in lower-case hex. It is read in pieces: WebCrypto would need all of it in memory.
 * @throws the browser's `NotReadableError` where the bytes are gone
 */
export async function hashBlob(blob: Blob): Promise<string> {
  const hash = sha256.create();
  await readChunks(blob.stream(), (chunk) => hash.update(chunk));
  return bytesToHex(hash.digest());
}
