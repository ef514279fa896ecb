import { i18n } from '#i18n';
import type { Problem } from '../core/problem.ts';
import type { WithheldReason } from '../core/scan.ts';

const PROBLEM_KEYS = {
  'not-connected': 'problem.notConnected',
  'no-consent': 'problem.noConsent',
  'ask-first': 'problem.askFirst',
  unreachable: 'problem.unreachable',
  'connection-refused': 'problem.connectionRefused',
  'connection-lost': 'problem.connectionLost',
  'dns-failed': 'problem.dnsFailed',
  'tls-failed': 'problem.tlsFailed',
  'timed-out': 'problem.timedOut',
  refused: 'problem.refused',
  unauthorized: 'problem.unauthorized',
  forbidden: 'problem.forbidden',
  'wrong-address': 'problem.wrongAddress',
  'not-supported': 'problem.notSupported',
  conflict: 'problem.conflict',
  'too-large': 'problem.tooLarge',
  'rate-limited': 'problem.rateLimited',
  'server-error': 'problem.serverError',
  redirected: 'problem.redirected',
  'web-page': 'problem.webPage',
  'not-json': 'problem.notJson',
  'empty-answer': 'problem.emptyAnswer',
  'cut-answer': 'problem.cutAnswer',
  'answer-too-long': 'problem.answerTooLong',
  'unexpected-answer': 'problem.unexpectedAnswer',
  'bytes-missing': 'problem.bytesMissing',
  'no-bytes': 'problem.noBytes',
  'unknown-scan': 'problem.unknownScan',
  'no-verdict': 'problem.noVerdict',
} as const satisfies Record<Problem, string>;

const WITHHELD_KEYS = {
  'private-host': 'withheld.privateHost',
  'unsupported-scheme': 'withheld.unsupportedScheme',
  'too-long': 'withheld.tooLong',
  'other-scanner': 'withheld.otherScanner',
  'file-removed': 'withheld.fileRemoved',
  'not-agreed': 'withheld.notAgreed',
  'allow-rule': 'withheld.allowRule',
  'block-rule': 'withheld.blockRule',
  'too-large': 'withheld.tooLarge',
} as const satisfies Record<WithheldReason, string>;

/** Says in a sentence why a scan did not go on and what can be done. */
export function problemWords(problem: Problem): string {
  return i18n.t(PROBLEM_KEYS[problem]);
}

/** Says in a sentence why a scan was not sent. */
export function withheldWords(reason: WithheldReason): string {
  return i18n.t(WITHHELD_KEYS[reason]);
}
