import { i18n } from '#i18n';
import type { Problem } from '../core/problem.ts';

/** What can't come of a test, since it names no scan and sends no file, is said in general words. */
const TEST_KEYS = {
  'not-connected': 'test.other',
  'no-consent': 'test.other',
  'ask-first': 'test.other',
  unreachable: 'test.unreachable',
  'connection-refused': 'test.connectionRefused',
  'connection-lost': 'test.connectionLost',
  'dns-failed': 'test.dnsFailed',
  'tls-failed': 'test.tlsFailed',
  'timed-out': 'test.timedOut',
  refused: 'test.other',
  unauthorized: 'test.unauthorized',
  forbidden: 'test.forbidden',
  'wrong-address': 'test.wrongAddress',
  'not-supported': 'test.notSupported',
  conflict: 'test.other',
  'too-large': 'test.other',
  'rate-limited': 'test.rateLimited',
  'server-error': 'test.serverError',
  redirected: 'test.redirected',
  'web-page': 'test.webPage',
  'not-json': 'test.notJson',
  'empty-answer': 'test.emptyAnswer',
  'cut-answer': 'test.cutAnswer',
  'answer-too-long': 'test.answerTooLong',
  'unexpected-answer': 'test.unexpectedAnswer',
  'unknown-scan': 'test.other',
  'bytes-missing': 'test.other',
  'no-bytes': 'test.other',
  'no-verdict': 'test.other',
} as const satisfies Record<Problem, string>;

/** Says what "Test connection" found wrong with the server at an address. */
export function testWords(problem: Problem, server: string): string {
  return i18n.t(TEST_KEYS[problem], [server]);
}
