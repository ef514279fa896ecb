import { isPageType } from '../core/is-page-type.ts';
import { toMimeEssence } from '../core/mime-essence.ts';
import type { StartTimer } from '../scan/wake-up.ts';
import type { CopyRequest } from './byte-desk.ts';
import { collectBytes, type KeepPart } from './collect-bytes.ts';
import { CopyRefusedError } from './copy-refused-error.ts';
import { isOutOfRoom } from './is-out-of-room.ts';

/** Longest wait for the beginning of an answer, in ms. */
export const ANSWER_TIMEOUT_MS = 60_000;
/** The slowest transfer that a copy is given time for: 100 kB/s, as an upload is. */
const MIN_BYTES_PER_MS = 100;

export type FetchBytesDeps = {
  fetch: typeof fetch;
  startTimer: StartTimer;
  /** Chromium tells the address that gave the bytes in the end; Firefox may tell the one before. */
  mayRedirect: boolean;
};

export type FetchedBytes = { blob: Blob /** MIME type as the sender named it, '' for none. */; type: string };

/**
 * Fetches an address as the browser would for itself: with its cookies, past its cache. No redirect leads to another
 * host: a site could have that host's own data, which the person's cookies open, sent to the scanner. The body is left to the browser
 * where it says its length, which keeps it on the disk; else it is counted as it comes, and put there in pieces.
 * @throws CopyRefusedError, and nothing else
 */
export type FetchBytes = (request: Omit<CopyRequest, 'id'>, keepPart: KeepPart) => Promise<FetchedBytes>;

/** Makes the fetcher. */
export function createFetchBytes({ fetch: send, startTimer, mayRedirect }: FetchBytesDeps): FetchBytes {
  return async (request, keepPart) => {
    const controller = new AbortController();
    const abortAfter = (ms: number) => startTimer(() => controller.abort(), ms);
    let stopTimer = abortAfter(ANSWER_TIMEOUT_MS);
    try {
      const response = await open(send, request.address, controller.signal, mayRedirect);
      const length = check(response, request);
      stopTimer();
      stopTimer = abortAfter(ANSWER_TIMEOUT_MS + (length ?? request.maxBytes) / MIN_BYTES_PER_MS);
      const blob = await read(response, length, request, keepPart);
      checkSize(blob.size, request);
      // Browsers see to this; it is what the copy's completeness hangs on.
      if (length !== undefined && length !== blob.size) throw new CopyRefusedError('interrupted');
      return { blob, type: mimeTypeOf(response) };
    } catch (error) {
      controller.abort();
      throw toRefusal(error);
    } finally {
      stopTimer();
    }
  };
}

async function open(
  send: typeof fetch,
  address: string,
  signal: AbortSignal,
  mayRedirect: boolean,
): Promise<Response> {
  try {
    const redirect = mayRedirect ? 'follow' : 'error';
    return await send(address, { credentials: 'include', cache: 'no-store', redirect, signal });
  } catch (error) {
    // Browsers do not say why. Of the network it may have been anything; on this machine only they refuse.
    throw new CopyRefusedError(isHttp(address) ? 'interrupted' : 'no-access', error);
  }
}

/** Refuses what the beginning of an answer tells already, and answers how many bytes are to come where that is sure. */
function check(response: Response, request: Omit<CopyRequest, 'id'>): number | undefined {
  if (response.status !== 200) throw new CopyRefusedError('bad-status');
  const isElsewhere = response.redirected && new URL(response.url).host !== new URL(request.address).host;
  if (isElsewhere) throw new CopyRefusedError('different');
  const { type } = request.expected;
  // Somebody who is not signed in is answered with a page, and with 200.
  if (type && !isPageType(type) && isPageType(mimeTypeOf(response))) throw new CopyRefusedError('different');
  const length = lengthOf(response);
  if (length !== undefined) checkSize(length, request);
  return length;
}

function checkSize(size: number, { maxBytes, expected }: Omit<CopyRequest, 'id'>): void {
  if (size > maxBytes) throw new CopyRefusedError('too-large');
  if (expected.size !== undefined && expected.size !== size) throw new CopyRefusedError('different');
}

function read(
  response: Response,
  length: number | undefined,
  { address, maxBytes }: Omit<CopyRequest, 'id'>,
  keepPart: KeepPart,
): Promise<Blob> {
  // What lies on this machine has an end.
  const hasEnd = length !== undefined || !isHttp(address) || response.body === null;
  return hasEnd ? response.blob() : collectBytes(response.body, maxBytes, keepPart);
}

function toRefusal(error: unknown): CopyRefusedError {
  if (error instanceof CopyRefusedError) return error;
  return new CopyRefusedError(isOutOfRoom(error) ? 'storage-full' : 'interrupted', error);
}

/** Bytes of the delivered file. What is compressed for the way has another length on it. */
function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length');
  if (length === null || headers.has('content-encoding') || !/^\d+$/.test(length)) return undefined;
  return Number(length);
}

function mimeTypeOf({ headers }: Response): string {
  return toMimeEssence(headers.get('content-type') ?? '');
}

function isHttp(address: string): boolean {
  return /^https?:/i.test(address);
}
