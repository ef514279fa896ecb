import { expect, test } from 'vitest';
import { toTransportError } from '../../../lib/api/to-transport-error.ts';
import { ApiError } from '../../../lib/core/errors.ts';

const withCode = (code: string) => Object.assign(new Error(`${code} scanner.example`), { code });
/** As Node's `fetch` throws it. */
const failed = (cause: unknown) => new TypeError('fetch failed', { cause });
const named = (name: string) => Object.assign(new Error(name), { name });

test.each([
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'dns-failed'],
  ['ENODATA', 'dns-failed'],
  ['EAI_AGAIN', 'dns-failed'],
  ['EPROTO', 'tls-failed'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
  ['CERT_HAS_EXPIRED', 'tls-failed'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
  ['ECONNRESET', 'connection-lost'],
  ['UND_ERR_SOCKET', 'connection-lost'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timed-out'],
  ['EMFILE', 'unreachable'],
])('%s is %s, however deep it lies', (code, problem) => {
  expect(toTransportError(withCode(code), 0).problem).toBe(problem);
  const error = failed(new AggregateError([withCode(code), withCode('EMFILE')]));
  expect(toTransportError(error, 0)).toMatchObject({ problem, status: 0, cause: error });
});

test.each([
  ['a time limit', named('TimeoutError'), 'timed-out'],
  ['what does not speak HTTP', failed(named('HTTPParserError')), 'wrong-address'],
  ['what says nothing of itself', new TypeError('Failed to fetch'), 'unreachable'],
  ['what is no error', 'no', 'unreachable'],
])('%s', (_what, cause, problem) => {
  expect(toTransportError(cause, 0).problem).toBe(problem);
});

test('an answer that had begun was cut, or took too long', () => {
  expect(toTransportError(withCode('ECONNRESET'), 200)).toMatchObject({ problem: 'cut-answer', status: 200 });
  expect(toTransportError(named('TimeoutError'), 200)).toMatchObject({ problem: 'timed-out', status: 200 });
});

test('an error of ours stays as it is', () => {
  const error = new ApiError('answer-too-long');
  expect(toTransportError(error, 200)).toBe(error);
});
