import { i18n } from '#i18n';
import type { Problem } from '../core/problem.ts';
import type { WithheldReason } from '../core/scan.ts';
import { toMessageKey } from './to-message-key.ts';

/** Says in a sentence why a scan did not go on and what can be done. */
export function problemWords(problem: Problem): string {
  return i18n.t(toMessageKey('problem', problem));
}

/** Says in a sentence why a scan was not sent. */
export function withheldWords(reason: WithheldReason): string {
  return i18n.t(toMessageKey('withheld', reason));
}
