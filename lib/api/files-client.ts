import ky, { type Options } from 'ky';
import * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import type { ScanResult } from '../core/scan.ts';
import { ListAnswer, ScanAnswer, SubmitAnswer, toScanResult } from './answers.ts';
import { readBody } from './read-body.ts';
import { toApiError, toTransportError } from './to-api-error.ts';

/** Longest time for one request with its answer, in ms. Short, since a worker that waits may be stopped. */
export const REQUEST_TIMEOUT_MS = 20_000;
/** Longest answer that is read, in bytes. */
const MAX_ANSWER_BYTES = 4_000_000;
/** Anything else, such as the "…" of a token as it is shown, is no token, and `fetch` would not send it. */
const HEADER_VALUE = /^[\x21-\x7e]+$/;

export type FilesClientOptions = {
  /** Address without a slash at its end; `/api/v1/…` follows. */
  server: string;
  token: string;
  /** Milliseconds for one request with its answer; 20 s unless told. */
  timeoutMs?: number;
};

/** A client of the Files API. Every method throws `ApiError` and nothing else. */
export type FilesClient = {
  /** Submits an address for the server to fetch (`POST /api/v1/files/`). Answers the server's number of the scan. */
  submitLink: (link: { downloadLink: string; name?: string }) => Promise<number>;
  /** Asks for a scan (`GET /api/v1/scans/list/<id>/`). Answers nothing while it runs. */
  fetchResult: (remoteId: number) => Promise<ScanResult | undefined>;
  /** Asks for one page of the list: succeeds where the address and the token are right. */
  checkConnection: () => Promise<void>;
};

/**
 * Makes a client. Does nothing until a method is called.
 * The token goes to this server only: redirects are not followed, cookies and referrers are not sent.
 */
export function createFilesClient({
  server,
  token,
  timeoutMs = REQUEST_TIMEOUT_MS,
}: FilesClientOptions): FilesClient {
  const http = ky.create({
    prefix: `${server}/api/v1`,
    headers: { Authorization: `Token ${token}`, Accept: 'application/json' },
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store',
    redirect: 'manual',
    throwHttpErrors: false,
    retry: 0,
    timeout: false,
  });

  async function request<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    options: Options = {},
  ) {
    let status = 0;
    try {
      if (!HEADER_VALUE.test(token)) throw new ApiError('unauthorized');
      const response = await http(path, { ...options, signal: AbortSignal.timeout(timeoutMs) });
      status = response.status;
      const reading = readBody(response, MAX_ANSWER_BYTES);
      // A refusal is one whatever becomes of its words.
      if (!response.ok) throw toApiError(response, parseJson(await reading.catch(() => '')), Date.now());
      return parseAnswer(schema, parseJson(await reading), status);
    } catch (error) {
      throw toTransportError(error, status);
    }
  }

  return {
    async submitLink({ downloadLink, name }) {
      const form = new URLSearchParams({ download_link: downloadLink, ...(name ? { name } : {}) });
      const answer = await request('files/', SubmitAnswer, { method: 'post', body: form });
      return answer.scan_id;
    },
    async fetchResult(remoteId) {
      return toScanResult(await request(`scans/list/${remoteId}/`, ScanAnswer));
    },
    async checkConnection() {
      const now = Math.floor(Date.now() / 1_000);
      await request('scans/list/', ListAnswer, { searchParams: { start: now, end: now } });
    },
  };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function parseAnswer<Schema extends v.GenericSchema>(schema: Schema, body: unknown, status: number) {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  throw new ApiError(body === undefined ? 'wrong-address' : 'unexpected-answer', {
    status,
    cause: new v.ValiError(parsed.issues),
  });
}
