import { ApiError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';

/**
 * What a request without a whole answer means: it took too long, nobody could be reached, or the answer broke off.
 * @param status of the answer that had begun, 0 where none had
 */
export function toTransportError(cause: unknown, status: number): ApiError {
  if (cause instanceof ApiError) return cause;
  const chain = causesOf(cause);
  if (chain.some(isTimeout)) return new ApiError('timed-out', { status, cause });
  // An answer that began says that the request arrived: what it asked for may have been done.
  if (status !== 0) return new ApiError('cut-answer', { status, cause });
  return new ApiError(chain.map(problemOf).find(Boolean) ?? 'unreachable', { cause });
}

/** The codes of Node and of its `fetch`. Browsers tell nothing but that it failed. */
function problemOf(cause: unknown): Problem | undefined {
  const code = codeOf(cause);
  if (code === 'ECONNREFUSED') return 'connection-refused';
  if (/^(ENOTFOUND|ENODATA|EAI_)/.test(code)) return 'dns-failed';
  if (/^(EPROTO|ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|HOSTNAME_)|SELF_SIGNED|CERTIFICATE/.test(code))
    return 'tls-failed';
  if (/^(ECONNRESET|EPIPE|UND_ERR_SOCKET)$/.test(code)) return 'connection-lost';
  // What answered does not speak HTTP.
  return cause instanceof Error && cause.name === 'HTTPParserError' ? 'wrong-address' : undefined;
}

function isTimeout(cause: unknown): boolean {
  const name = cause instanceof Error ? cause.name : '';
  return (
    name === 'TimeoutError' || name === 'AbortError' || /^UND_ERR_(HEADERS|BODY)_TIMEOUT$/.test(codeOf(cause))
  );
}

function codeOf(cause: unknown): string {
  if (typeof cause !== 'object' || cause === null || !('code' in cause)) return '';
  return typeof cause.code === 'string' ? cause.code : '';
}

/** An error and what caused it, outermost first. Where several addresses were tried, the first one speaks for all. */
function causesOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause instanceof Error && chain.length < 8; ) {
    chain.push(cause);
    cause = cause.cause ?? (cause instanceof AggregateError ? cause.errors[0] : undefined);
  }
  return chain;
}
