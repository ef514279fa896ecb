import * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import { ListAnswer, ScanAnswer } from './answers.ts';
import type { Transport } from './create-transport.ts';

const LIST_PATH = 'scans/list/';
/** Most pages that are read in one search. */
const MAX_PAGES = 50;
/** How far the server's clock and ours may be apart, in ms. */
const CLOCK_MARGIN_MS = 10 * 60_000;

export type ListSearch = {
  /** Milliseconds since 1970. */
  since: number;
  until: number;
  /** For the search as a whole. */
  timeoutMs: number;
  signal?: AbortSignal | undefined;
};

export type ScanList = {
  /**
   * The rows of this API's scans in a span of time, page by page, those that can be understood.
   * Throws `ApiError`: `answer-too-long` after 50 pages, `unexpected-answer` where there is more but no way to it. What
   * is not found by then may still be there.
   */
  pages: (search: ListSearch) => AsyncGenerator<readonly ScanAnswer[]>;
};

/** Reads `GET /api/v1/scans/list/`. */
export function createScanList(server: string, request: Transport, now: () => number): ScanList {
  return {
    async *pages({ since, until, timeoutMs, signal }) {
      const deadline = now() + timeoutMs;
      const seen = new Set<string>();
      let query = new URLSearchParams({
        start: toSeconds(since - CLOCK_MARGIN_MS),
        end: toSeconds(until + CLOCK_MARGIN_MS),
        origin: 'api',
      });
      for (let page = 0; page < MAX_PAGES; page += 1) {
        const left = deadline - now();
        if (left <= 0) throw new ApiError('timed-out');
        const answer = await request({ path: LIST_PATH, schema: ListAnswer, query, timeoutMs: left, signal });
        yield answer.results.flatMap(toRows);
        // The last page may still name a next one.
        if (answer.has_more === false || (!answer.has_more && !answer.next)) return;
        seen.add(query.toString());
        query = nextQuery(server, answer.next);
        if (seen.has(query.toString())) throw new ApiError('unexpected-answer', { status: 200 });
      }
      throw new ApiError('answer-too-long');
    },
  };
}

/**
 * The query of the next page. Only the query is taken from the server's address: the request goes to our own one,
 * so that the token can't be led elsewhere, and a server behind a proxy that names itself `http:` still works.
 * @throws ApiError `redirected` where the address names another host, `unexpected-answer` where it is none
 */
function nextQuery(server: string, next: string | null | undefined): URLSearchParams {
  const address = next ? URL.parse(next, `${server}/api/v1/${LIST_PATH}`) : null;
  if (address === null) throw new ApiError('unexpected-answer', { status: 200 });
  if (address.hostname !== new URL(server).hostname) throw new ApiError('redirected');
  return address.searchParams;
}

function toRows(row: unknown): ScanAnswer[] {
  const parsed = v.safeParse(ScanAnswer, row);
  return parsed.success ? [parsed.output] : [];
}

/** Ten digits, as the list wants them. */
function toSeconds(ms: number): string {
  return String(Math.max(0, Math.floor(ms / 1_000))).padStart(10, '0');
}
