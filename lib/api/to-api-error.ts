import { ApiError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import { toRefusal } from './answers.ts';
import { isWebPage } from './is-web-page.ts';
import { parseJson } from './parse-json.ts';
import { parseRetryAfter } from './retry-after.ts';

/**
 * The one place where an HTTP status that is no success becomes a problem of ours.
 * @param text the body, or as much of it as came
 * @param now milliseconds since 1970
 */
export function toApiError(response: Response, text: string, now: number): ApiError {
  return new ApiError(problemOf(response, text), {
    status: response.status,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), now),
    detail: toRefusal(parseJson(text)),
  });
}

function problemOf(response: Response, text: string): Problem {
  const { status, type } = response;
  // A redirect that was not followed shows nothing of itself in a browser, not even its status.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'redirected';
  switch (status) {
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
    case 410:
      return 'wrong-address';
    case 405:
      return 'not-supported';
    case 408:
      return 'timed-out';
    case 409:
      return 'conflict';
    case 413:
      return 'too-large';
    case 429:
      return 'rate-limited';
  }
  if (status >= 500) return 'server-error';
  // This API refuses in JSON. A page is a proxy's or another site's.
  return isWebPage(response, text) ? 'wrong-address' : 'refused';
}
