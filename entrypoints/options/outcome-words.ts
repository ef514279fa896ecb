import { i18n } from '#i18n';
import type { AddressProblem } from '../../lib/core/server-address.ts';
import { testWords } from '../../lib/i18n/test-words.ts';
import type { ConnectionOutcome } from './connection-form.ts';

const ADDRESS_KEYS = {
  empty: 'addressProblem.empty',
  'not-an-address': 'addressProblem.notAnAddress',
  'not-http': 'addressProblem.notHttp',
  'has-credentials': 'addressProblem.hasCredentials',
  'not-secure': 'addressProblem.notSecure',
} as const satisfies Record<AddressProblem, string>;

export type OutcomeWords = { tone: 'clean' | 'malicious' | 'suspicious'; text: string };

/** Says what came of saving or testing the connection. */
export function outcomeWords(outcome: ConnectionOutcome): OutcomeWords {
  switch (outcome.kind) {
    case 'ready':
      return { tone: 'clean', text: i18n.t(outcome.saved ? 'options.savedAndReady' : 'options.ready') };
    case 'address':
      return { tone: 'malicious', text: i18n.t(ADDRESS_KEYS[outcome.problem]) };
    case 'no-token':
      return { tone: 'malicious', text: i18n.t('options.noToken') };
    case 'no-access':
      return { tone: 'malicious', text: i18n.t('options.noAccess', [outcome.server]) };
    case 'no-consent': {
      const words = i18n.t('consent.notAsked');
      return { tone: 'suspicious', text: outcome.saved ? `${i18n.t('options.saved')} ${words}` : words };
    }
    case 'failed':
      return { tone: 'malicious', text: i18n.t('options.failed') };
    case 'save-failed':
      return { tone: 'malicious', text: i18n.t('options.saveFailed') };
    case 'server': {
      const words = testWords(outcome.problem, outcome.server);
      return { tone: 'suspicious', text: outcome.saved ? `${i18n.t('options.saved')} ${words}` : words };
    }
  }
}
