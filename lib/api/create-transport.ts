import ky from 'ky';
import type * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import { parseAnswer } from './parse-answer.ts';
import { readBody } from './read-body.ts';
import { sendWithProgress } from './send-with-progress.ts';
import { toApiError } from './to-api-error.ts';
import { toTransportError } from './to-transport-error.ts';

/** Longest answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 4_000_000;
/** Anything else, such as the "…" of a token as it is shown, is no token, and `fetch` would not send it. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

export type TransportOptions = {
  /** Address without a slash at its end; `/api/v1/…` follows. */
  server: string;
  token: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** A signal that is aborted with a `TimeoutError` after so many milliseconds. */
  startDeadline: (ms: number) => AbortSignal;
};

export type ApiRequest<Schema extends v.GenericSchema> = {
  /** Below `/api/v1/`. */
  path: string;
  /** What the answer has to be. */
  schema: Schema;
  /** Milliseconds until the whole answer has to be there. */
  timeoutMs: number;
  query?: URLSearchParams;
  /** Makes it a POST. */
  body?: FormData | URLSearchParams;
  signal?: AbortSignal | undefined;
  /** Bytes so far, and in all. Without `XMLHttpRequest` at the beginning and at the end only. */
  onProgress?: ((sent: number, total: number) => void) | undefined;
};

/** Sends one request. Throws `ApiError`, or the reason of the caller's signal once that is aborted. */
export type Transport = <Schema extends v.GenericSchema>(
  request: ApiRequest<Schema>,
) => Promise<v.InferOutput<Schema>>;

/**
 * Makes the transport to one server. The token goes to this server only: redirects are not followed, cookies and
 * referrers are not sent; for an upload whose progress is told, see `sendWithProgress`.
 */
export function createTransport({ server, token, now, startDeadline }: TransportOptions): Transport {
  const headers = { Authorization: `Token ${token}`, Accept: 'application/json' };
  const http = ky.create({
    prefix: `${server}/api/v1`,
    headers,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'manual',
    throwHttpErrors: false,
    retry: 0,
    timeout: false,
  });

  function fetchFrom(
    { path, query, body }: ApiRequest<v.GenericSchema>,
    signal: AbortSignal,
  ): Promise<Response> {
    return http(path, {
      signal,
      ...(query === undefined ? {} : { searchParams: query }),
      ...(body === undefined ? {} : { method: 'post', body }),
    });
  }

  async function send(request: ApiRequest<v.GenericSchema>, signal: AbortSignal): Promise<Response> {
    const { path, body, onProgress } = request;
    if (onProgress === undefined || !(body instanceof FormData)) return fetchFrom(request, signal);
    // Chromium's background, a service worker, has none: its build is told so.
    if (globalThis.XMLHttpRequest !== undefined) {
      const url = `${server}/api/v1/${path}`;
      return sendWithProgress({ url, headers, body, signal, onProgress, maxAnswerBytes: MAX_ANSWER_BYTES });
    }
    const total = sizeOf(body);
    onProgress(0, total);
    const response = await fetchFrom(request, signal);
    onProgress(total, total);
    return response;
  }

  return async (request) => {
    const { signal } = request;
    let status = 0;
    try {
      signal?.throwIfAborted();
      if (!HEADER_VALUE.test(token)) throw new ApiError('unauthorized');
      if (!URL.canParse(server)) throw new ApiError('wrong-address');
      // `AbortSignal.timeout` of Node takes no part of a millisecond.
      const deadline = startDeadline(Math.ceil(request.timeoutMs));
      const response = await send(request, signal ? AbortSignal.any([signal, deadline]) : deadline);
      status = response.status;
      const reading = readBody(response, MAX_ANSWER_BYTES);
      // A refusal is one whatever becomes of its words.
      if (!response.ok) throw toApiError(response, await reading.catch(() => ''), now());
      return parseAnswer(request.schema, response, await reading);
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw toTransportError(error, status);
    }
  };
}

/** Bytes of the files in a form. */
function sizeOf(form: FormData): number {
  return [...form.values()].reduce((sum, value) => sum + (value instanceof Blob ? value.size : 0), 0);
}
