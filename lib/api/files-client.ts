import { ApiError } from '../core/errors.ts';
import type { ScanResult } from '../core/scan.ts';
import { ListAnswer, SubmitAnswer } from './answers.ts';
import { checkReadable } from './check-readable.ts';
import { type ApiRequest, createTransport, type TransportOptions } from './create-transport.ts';
import { createLookupMemory, type LookupMemory } from './lookup-memory.ts';
import { MAX_FILE_BYTES } from './max-file-bytes.ts';
import { createScanList } from './scan-list.ts';
import { createScanLookup, type SubmissionMark, type SubmittedScan } from './scan-lookup.ts';
import type { FileSubmission, PageSubmission, Submitted } from './submission.ts';
import { toFileForm, toPageForm } from './to-form.ts';
import { wait as waitByTimer } from './wait.ts';
import { type WaitDeps, type WaitOptions, waitForResult } from './wait-for-result.ts';

/** Longest time for one request with its answer, in ms. Short, since a worker that waits may be stopped. */
export const REQUEST_TIMEOUT_MS = 20_000;
/** Time for the question whether a server is there at all, in ms. */
const PROBE_TIMEOUT_MS = 5_000;
/** The slowest way to a server that an upload is still given time for: 100 kB/s. */
const MIN_BYTES_PER_MS = 100;

export type FilesClientOptions = {
  /** Address without a slash at its end; `/api/v1/…` follows. */
  server: string;
  token: string;
  /** Milliseconds for one request with its answer, to which an upload adds 1 s for every 100 kB; 20 s unless told. */
  timeoutMs?: number;
  /** Most bytes that are sent; 500 MB unless told. */
  maxBytes?: number;
  /** What is known of the server's lookup. Without it, each client finds out anew. */
  lookup?: LookupMemory;
} & Partial<Pick<WaitDeps, 'now' | 'random' | 'wait'> & Pick<TransportOptions, 'startDeadline'>>;

export type CallOptions = {
  /** Ends the requests of this call. Its reason is thrown as it is. */
  signal?: AbortSignal;
};

export type FileSubmitOptions = CallOptions & {
  /**
   * Told how many bytes of the whole request are sent, where the sample is `data`. As it goes where the context has
   * `XMLHttpRequest`; elsewhere (a service worker, Node) at the beginning and at the end.
   */
  onProgress?: (sent: number, total: number) => void;
};

/** A client of the Files API. Every method throws `ApiError`, or the reason of the caller's own signal; nothing else. */
export type FilesClient = {
  /**
   * `POST /api/v1/files/`. What is over the limit (`too-large`) or can't be read (`bytes-missing`) is refused before a
   * byte is sent. In Node, a file on disk must not change after that: see docs/files-api-client.md.
   */
  submitFile: (submission: FileSubmission, options?: FileSubmitOptions) => Promise<Submitted>;
  /** `POST /api/v1/urls/`: scans a web page rather than a file. */
  submitPage: (submission: PageSubmission, options?: CallOptions) => Promise<Submitted>;
  /**
   * Asks for a scan once: by its address, or in the list where the server does not know the number there.
   * Answers nothing while the scan runs. `unknown-scan` where neither knows it.
   */
  fetchResult: (scan: SubmittedScan, options?: CallOptions) => Promise<ScanResult | undefined>;
  /**
   * Looks in the list for a submission whose answer was lost, by our own mark or by equal bytes, never by name.
   * Answers its number; nothing where it is not there, or several have the bytes. To be asked before sending again.
   */
  findSubmission: (mark: SubmissionMark, options?: CallOptions) => Promise<number | undefined>;
  /**
   * Asks again and again until there is a result, for programs that live that long. Ends with `no-verdict` at the
   * deadline.
   */
  waitForResult: (scan: SubmittedScan, options: WaitOptions) => Promise<ScanResult>;
  /** Asks for the scans of the current second: succeeds where the address and the token are right. */
  checkConnection: (options?: CallOptions) => Promise<void>;
};

/**
 * Makes a client. Does nothing until a method is called. Needs `fetch` only: it runs in browsers and in Node.
 * The token goes to this server only: redirects are not followed, cookies and referrers are not sent.
 */
export function createFilesClient({
  server,
  token,
  timeoutMs = REQUEST_TIMEOUT_MS,
  maxBytes = MAX_FILE_BYTES,
  lookup = createLookupMemory(),
  now = Date.now,
  random = Math.random,
  wait = waitByTimer,
  startDeadline = (ms) => AbortSignal.timeout(ms),
}: FilesClientOptions): FilesClient {
  const request = createTransport({ server, token, now, startDeadline });
  const list = createScanList(server, request, now);
  const scans = createScanLookup({ request, list, memory: lookup, now });

  /** The shortest question there is: a list may hold any number of scans, one second of it few. */
  async function askForThisSecond(limitMs: number, signal: AbortSignal | undefined): Promise<void> {
    const second = String(Math.floor(now() / 1_000));
    const query = new URLSearchParams({ start: second, end: second });
    await request({ path: 'scans/list/', schema: ListAnswer, timeoutMs: limitMs, query, signal });
  }

  /**
   * Browsers tell nothing of a request that failed. A server that is there right after is likely to have been there
   * for the request too, and may have taken it.
   */
  async function explain(error: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (!(error instanceof ApiError) || error.problem !== 'unreachable') return error;
    const isThere = await askForThisSecond(Math.min(timeoutMs, PROBE_TIMEOUT_MS), signal).then(
      () => true,
      (reason: unknown) => reason instanceof ApiError && reason.status > 0,
    );
    // The caller no longer waits, and is told so rather than what was found out for nobody.
    if (signal?.aborted) return signal.reason;
    return isThere ? new ApiError('connection-lost', { cause: error }) : error;
  }

  async function submit(submission: Omit<ApiRequest<typeof SubmitAnswer>, 'schema'>): Promise<Submitted> {
    try {
      const { scan_id, callback_params } = await request({ ...submission, schema: SubmitAnswer });
      return { scanId: scan_id, ...(callback_params == null ? {} : { callbackParams: callback_params }) };
    } catch (error) {
      throw await explain(error, submission.signal);
    }
  }

  return {
    async submitFile(submission, { signal, onProgress } = {}) {
      const body = toFileForm(submission, maxBytes);
      signal?.throwIfAborted();
      if (submission.data !== undefined) await checkReadable(submission.data);
      const uploadMs = Math.ceil((submission.data?.size ?? 0) / MIN_BYTES_PER_MS);
      return submit({ path: 'files/', timeoutMs: timeoutMs + uploadMs, body, signal, onProgress });
    },
    async submitPage(submission, { signal } = {}) {
      return submit({ path: 'urls/', timeoutMs, body: toPageForm(submission), signal });
    },
    fetchResult: (scan, { signal } = {}) => scans.fetchResult(scan, { timeoutMs, signal }),
    findSubmission: (mark, { signal } = {}) => scans.findSubmission(mark, { timeoutMs, signal }),
    waitForResult: (scan, options) =>
      waitForResult({ fetchResult: scans.fetchResult, timeoutMs, now, random, wait }, scan, options),
    checkConnection: ({ signal } = {}) => askForThisSecond(timeoutMs, signal),
  };
}
