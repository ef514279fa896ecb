import { ApiError } from '../core/errors.ts';

export type Upload = {
  url: string;
  headers: Readonly<Record<string, string>>;
  body: FormData;
  /** Ends the upload. Its reason becomes the error. */
  signal: AbortSignal;
  /** Bytes of the body so far, and in all. */
  onProgress: (sent: number, total: number) => void;
  maxAnswerBytes: number;
};

/**
 * POSTs a form through `XMLHttpRequest`, which is the only way to learn how much of it is sent: a `ReadableStream`
 * as the body, which could be counted, is sent by Firefox as the text "[object ReadableStream]".
 *
 * `XMLHttpRequest` can't be kept from following redirects. Browsers take `Authorization` off where one leads to
 * another origin, so the token does not follow; but the form does where the status is 307 or 308. The answer of
 * another address is never taken for the server's.
 * @throws ApiError `redirected`, `answer-too-long`, `connection-lost` where it broke off after bytes were sent,
 * `unreachable` where it did before
 */
export function sendWithProgress(upload: Upload): Promise<Response> {
  const { url, headers, body, signal, onProgress, maxAnswerBytes } = upload;
  const request = new XMLHttpRequest();
  let sent = 0;
  return new Promise<Response>((resolve, reject) => {
    const abort = () => {
      reject(signal.reason);
      request.abort();
    };
    signal.addEventListener('abort', abort, { once: true });
    request.upload.onprogress = ({ loaded, total }) => {
      sent = loaded;
      onProgress(loaded, total);
    };
    request.onprogress = ({ loaded }) => {
      if (loaded <= maxAnswerBytes) return;
      reject(new ApiError('answer-too-long', { status: request.status }));
      request.abort();
    };
    request.onerror = () => reject(toLostError(request.status, sent));
    request.onload = () => {
      if (request.responseURL === new URL(url).href) return resolve(toResponse(request));
      reject(new ApiError('redirected'));
    };
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}

function toLostError(status: number, sent: number): ApiError {
  if (status !== 0) return new ApiError('cut-answer', { status });
  return new ApiError(sent > 0 ? 'connection-lost' : 'unreachable');
}

function toResponse(request: XMLHttpRequest): Response {
  const { status } = request;
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  // A `Response` with one of these must not have a body, not even an empty one.
  const mayHaveBody = ![204, 205, 304].includes(status);
  return new Response(mayHaveBody ? request.responseText : null, { status, headers });
}
