import { i18n } from '#i18n';
import type { GuardOutcome } from './guard-form.ts';
import type { OutcomeWords } from './outcome-words.ts';

/** Says what came of applying a policy. */
export function guardOutcomeWords(outcome: GuardOutcome): OutcomeWords {
  switch (outcome.kind) {
    case 'applied':
      return { tone: 'clean', text: i18n.t('guard.applied') };
    case 'not-held':
      return {
        tone: 'suspicious',
        text: i18n.t(outcome.mode === 'block' ? 'guard.refusedBlock' : 'guard.refusedWarn'),
      };
    case 'failed':
      return { tone: 'malicious', text: i18n.t('guard.applyFailed') };
  }
}
