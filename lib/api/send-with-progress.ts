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
  // What the answer began with: it is forgotten by the request once that breaks off.
  let head: ResponseInit | undefined;
  return new Promise<Response>((resolve, reject) => {
    const end = (error: unknown) => {
      // A refusal is one whatever becomes of its words.
      if (head?.status !== undefined && head.status >= 300) resolve(new Response(null, head));
      else reject(error);
      request.abort();
    };
    const abort = () => end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    request.upload.onprogress = ({ loaded, total }) => {
      sent = loaded;
      onProgress(loaded, total);
    };
    request.onreadystatechange = () => {
      if (request.readyState !== XMLHttpRequest.HEADERS_RECEIVED) return;
      if (request.responseURL === new URL(url).href) head = headOf(request);
      else end(new ApiError('redirected'));
    };
    request.onprogress = ({ loaded }) => {
      if (loaded > maxAnswerBytes) end(new ApiError('answer-too-long', { status: request.status }));
    };
    request.onerror = () => end(toLostError(head?.status ?? 0, sent));
    request.onload = () => resolve(toResponse(request, head));
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

function headOf(request: XMLHttpRequest): ResponseInit {
  const headers = new Headers();
  for (const name of ['content-type', 'retry-after']) {
    const value = request.getResponseHeader(name);
    if (value !== null) headers.set(name, value);
  }
  return { status: request.status, headers };
}

function toResponse({ status, responseText }: XMLHttpRequest, head: ResponseInit | undefined): Response {
  // A `Response` with one of these must not have a body, not even an empty one.
  const mayHaveBody = ![204, 205, 304].includes(status);
  return new Response(mayHaveBody ? responseText : null, head);
}
