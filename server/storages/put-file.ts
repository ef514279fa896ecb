import { createReadStream } from 'node:fs';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';

/** What an answer's body is read to, in bytes: refusals are short. */
const MAX_ANSWER_BYTES = 65_536;

/**
 * PUTs a file, piece by piece: `fetch` reads all of a large body before the line has taken it, and 500 MB would be in memory.
 * @param size of the file, in bytes.
 * @throws what the network or the disk throws.
 */
export async function putFile(
  url: URL,
  headers: Headers,
  { path, size }: { path: string; size: number },
  signal: AbortSignal,
): Promise<Response> {
  const send = url.protocol === 'https:' ? requestHttps : requestHttp;
  const all = { ...Object.fromEntries(headers), 'content-length': size };
  const request = send(url, { method: 'PUT', headers: all, signal });
  const sent = pipeline(createReadStream(path), request);
  // A refusal may come before all has gone, and the rest then fails: the answer says more than that fault.
  const [answer] = await Promise.allSettled([toAnswer(request), sent]);
  if (answer.status === 'fulfilled') return answer.value;
  throw answer.reason;
}

async function toAnswer(request: ClientRequest): Promise<Response> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of answer) {
    bytes += piece.length;
    if (bytes > MAX_ANSWER_BYTES) break;
    pieces.push(piece);
  }
  return new Response(Buffer.concat(pieces), { status: answer.statusCode ?? 500 });
}
