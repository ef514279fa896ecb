import { randomBytes } from 'node:crypto';
import { repeatBytes } from '../http/repeat-bytes.ts';
import { type HttpAnswer, sendRequest } from '../http/send-request.ts';
import { toMultipartFrame } from '../http/to-multipart.ts';

const TIMEOUT_MS = 600_000;
const CHUNK_BYTES = 262_144;

/**
 * Uploads a file of so many bytes, which is made on the way and is never whole in the memory of this process.
 * @param chunk what it holds, again and again
 */
export function uploadLarge(
  server: { url: string; token: string },
  size: number,
  chunk: Uint8Array = randomBytes(CHUNK_BYTES),
): Promise<HttpAnswer> {
  const { contentType, head, tail } = toMultipartFrame('large.bin');
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    yield* repeatBytes(size, chunk);
    yield tail;
  }
  const headers = {
    authorization: `Token ${server.token}`,
    'content-type': contentType,
    'content-length': String(head.length + size + tail.length),
  };
  const url = `${server.url}/api/v1/files/`;
  return sendRequest({ method: 'POST', url, headers, body: body(), timeoutMs: TIMEOUT_MS });
}
