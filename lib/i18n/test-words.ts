import { i18n } from '#i18n';
import type { Problem } from '../core/problem.ts';

/** Says what "Test connection" found wrong with the server at an address. */
export function testWords(problem: Problem, server: string): string {
  switch (problem) {
    case 'unreachable':
      return i18n.t('test.unreachable', [server]);
    case 'timed-out':
      return i18n.t('test.timedOut', [server]);
    case 'unauthorized':
      return i18n.t('test.unauthorized', [server]);
    case 'wrong-address':
    case 'unknown-scan':
      return i18n.t('test.wrongAddress', [server]);
    case 'unexpected-answer':
      return i18n.t('test.unexpectedAnswer', [server]);
    case 'rate-limited':
      return i18n.t('test.rateLimited', [server]);
    case 'server-error':
      return i18n.t('test.serverError', [server]);
    case 'not-connected':
    case 'refused':
    case 'too-large':
    case 'no-verdict':
      return i18n.t('test.other', [server]);
  }
}
