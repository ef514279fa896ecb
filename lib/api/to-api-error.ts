import { ApiError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import { toRefusal } from './answers.ts';
import { parseRetryAfter } from './retry-after.ts';

/**
 * The one place where HTTP becomes a problem of ours.
 * @param body parsed JSON, or undefined where the body was none: then it is not the API that answered
 */
export function toApiError(response: Response, body: unknown, now: number): ApiError {
  return new ApiError(problemOf(response, body), {
    status: response.status,
    retryAfterMs: parseRetryAfter(response.headers.get('retry-after'), now),
    detail: toRefusal(body),
  });
}

/**
 * What a request without a whole answer means: it took too long, nobody could be reached, or the answer broke off.
 * @param status of the answer that had begun, 0 where none had
 */
export function toTransportError(cause: unknown, status: number): ApiError {
  if (cause instanceof ApiError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  const timedOut = name === 'TimeoutError' || name === 'AbortError';
  // An answer that began says that the request arrived: what it asked for may have been done.
  const problem = timedOut ? 'timed-out' : status === 0 ? 'unreachable' : 'unexpected-answer';
  return new ApiError(problem, { status, cause });
}

function problemOf({ status, type }: Response, body: unknown): Problem {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return 'wrong-address';
  if (status === 401 || status === 403) return 'unauthorized';
  if (status === 404 || status === 405) return body === undefined ? 'wrong-address' : 'unknown-scan';
  if (status === 408) return 'timed-out';
  if (status === 413) return 'too-large';
  if (status === 429) return 'rate-limited';
  if (status >= 500) return 'server-error';
  if (status >= 400) return body === undefined ? 'wrong-address' : 'refused';
  return 'unexpected-answer';
}
