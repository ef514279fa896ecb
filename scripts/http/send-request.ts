import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export type HttpRequest = {
  method: 'GET' | 'POST';
  url: string;
  headers: Readonly<Record<string, string>>;
  /** Sent until it ends or the answer comes. Without a content-length header it goes out in chunks. */
  body?: Uint8Array | AsyncIterable<Uint8Array>;
  timeoutMs: number;
};

export type HttpAnswer = {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** This machine as the connection saw it. */
  localAddress: string;
};

/**
 * One request on a connection of its own. Follows no redirect, repeats nothing, and reads an answer that comes before
 * the body was sent.
 * @throws Error where no whole answer came within `timeoutMs`
 */
export function sendRequest(sent: HttpRequest): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(sent.timeoutMs);
  const open = sent.url.startsWith('https:') ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const { method } = sent;
    // As callers have it. Told to close, a server that refuses early may do so before its answer has been read.
    const headers = { connection: 'keep-alive', ...sent.headers };
    const request = open(sent.url, { method, headers, agent: false, signal });
    const body = toSource(sent.body);
    request.once('response', (response) => {
      body.unpipe(request);
      const localAddress = response.socket.localAddress ?? '';
      const answer = text(response).then((read) => ({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: read,
        localAddress,
      }));
      answer.then(resolve, reject).finally(() => {
        body.destroy();
        request.destroy();
      });
    });
    // After an answer, a broken pipe only says that the server did not want the rest.
    request.on('error', (error) => reject(toWords(sent, error, signal.aborted)));
    body.on('error', reject);
    body.pipe(request);
  });
}

function toSource(body: HttpRequest['body']): Readable {
  if (body === undefined) return Readable.from([]);
  return Readable.from(body instanceof Uint8Array ? [body] : body);
}

function toWords({ method, url, timeoutMs }: HttpRequest, error: Error, isLate: boolean): Error {
  const why = isLate ? `no answer within ${timeoutMs / 1_000} s` : error.message;
  return new Error(`${method} ${new URL(url).pathname}: ${why}`, { cause: error });
}
