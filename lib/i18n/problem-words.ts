import { i18n } from '#i18n';
import type { Problem } from '../core/problem.ts';
import type { WithheldReason } from '../core/scan.ts';

const PROBLEM_KEYS = {
  'not-connected': 'problem.notConnected',
  unreachable: 'problem.unreachable',
  'timed-out': 'problem.timedOut',
  unauthorized: 'problem.unauthorized',
  'wrong-address': 'problem.wrongAddress',
  'unexpected-answer': 'problem.unexpectedAnswer',
  'rate-limited': 'problem.rateLimited',
  'server-error': 'problem.serverError',
  refused: 'problem.refused',
  'too-large': 'problem.tooLarge',
  'unknown-scan': 'problem.unknownScan',
  'no-verdict': 'problem.noVerdict',
} as const satisfies Record<Problem, string>;

const WITHHELD_KEYS = {
  'private-host': 'withheld.privateHost',
  'unsupported-scheme': 'withheld.unsupportedScheme',
  'too-long': 'withheld.tooLong',
} as const satisfies Record<WithheldReason, string>;

/** Says in a sentence why a scan did not go on and what can be done. */
export function problemWords(problem: Problem): string {
  return i18n.t(PROBLEM_KEYS[problem]);
}

/** Says in a sentence why a scan was not sent. */
export function withheldWords(reason: WithheldReason): string {
  return i18n.t(WITHHELD_KEYS[reason]);
}
