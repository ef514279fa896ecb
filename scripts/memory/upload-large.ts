import { randomBytes } from 'node:crypto';
import { type HttpAnswer, sendRequest } from '../conformance/http/send-request.ts';
import { toMultipartFrame } from '../conformance/http/to-multipart.ts';

const TIMEOUT_MS = 600_000;

/** Uploads a file of so many bytes, which is made on the way and is never whole in the memory of this process. */
export function uploadLarge(server: { url: string; token: string }, size: number): Promise<HttpAnswer> {
  const { contentType, head, tail } = toMultipartFrame('large.bin');
  const chunk = randomBytes(262_144);
  async function* body(): AsyncGenerator<Uint8Array> {
    yield head;
    for (let left = size; left > 0; left -= chunk.length)
      yield chunk.subarray(0, Math.min(left, chunk.length));
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
