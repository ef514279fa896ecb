import { createCipheriv } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const CHUNK = 65_536;

/**
 * Bytes that look random and are the same each time: the key stream of AES with a fixed key.
 * @param size bytes in all.
 * @param pauseMs wait before each chunk after the first.
 */
export async function* streamRandomBytes(
  size: number,
  chunkSize = CHUNK,
  pauseMs = 0,
): AsyncGenerator<Buffer> {
  const cipher = createCipheriv('aes-128-ctr', Buffer.from('sluice sample 16'), Buffer.alloc(16));
  for (let sent = 0; sent < size; sent += chunkSize) {
    if (pauseMs > 0 && sent > 0) await wait(pauseMs);
    yield cipher.update(Buffer.alloc(Math.min(chunkSize, size - sent)));
  }
}
