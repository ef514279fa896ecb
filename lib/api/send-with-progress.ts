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
 * another address is never taken for the server's. Of an extension that may speak to the server, the server's cookies
 * are sent as well. A rule of the browser can see to both: in Sluice, that of `lib/platform/posting-rule.ts`.
 * @throws ApiError `redirected`, `answer-too-long`, `cut-answer` where it broke off after the head of an answer,
 * `connection-lost` where it did after bytes were sent (or at the very moment of the head, which the browser then never
 * tells of), `unreachable` where it did before
 */
export function sendWithProgress(upload: Upload): Promise<Response> {
  const { headers, body, signal, onProgress, maxAnswerBytes } = upload;
  const url = new URL(upload.url).href;
  const request = new XMLHttpRequest();
  let sent = 0;
  // What the answer began with: it is forgotten by the request once that breaks off.
  let head: Head | undefined;
  return new Promise<Response>((resolve, reject) => {
    // An error that is thrown in one of these handlers is told to nobody: nothing would ever settle the promise.
    const answer = (answered: Head, text: string) => {
      try {
        resolve(toResponse(answered, text));
      } catch (error) {
        reject(error);
      }
    };
    const end = (error: unknown) => {
      // A refusal is one whatever becomes of its words.
      if (head !== undefined && head.status >= 300) answer(head, '');
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
      if (request.responseURL === url) head = headOf(request);
      else end(new ApiError('redirected'));
    };
    request.onprogress = ({ loaded }) => {
      if (loaded > maxAnswerBytes) end(new ApiError('answer-too-long', { status: request.status }));
    };
    request.onerror = () => end(toLostError(head?.status ?? 0, sent));
    request.onload = () => answer(head ?? headOf(request), request.responseText);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.open('POST', url);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(body);
  });
}

/** The beginning of an answer, as the request has it. */
type Head = { status: number; headers: readonly [name: string, value: string][] };

function headOf(request: XMLHttpRequest): Head {
  const headers = ['content-type', 'retry-after'].flatMap((name): [string, string][] => {
    const value = request.getResponseHeader(name);
    return value === null ? [] : [[name, value]];
  });
  return { status: request.status, headers };
}

/** @throws RangeError for a status below 200, which no whole answer has */
function toResponse({ status, headers }: Head, text: string): Response {
  // Servers may send three digits of any kind, but a `Response` can't be made with more than 599.
  const init = { status: status > 599 ? 599 : status, headers: [...headers] };
  // With one of these it must not have a body, not even an empty one.
  return new Response([204, 205, 304].includes(status) ? null : text, init);
}

function toLostError(status: number, sent: number): ApiError {
  if (status !== 0) return new ApiError('cut-answer', { status });
  return new ApiError(sent > 0 ? 'connection-lost' : 'unreachable');
}
