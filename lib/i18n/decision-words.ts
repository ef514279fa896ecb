import { i18n } from '#i18n';
import type { DownloadDecision } from '../core/decide-download.ts';
import type { DownloadRule } from '../core/download-rule.ts';
import type { DownloadRoute, RouteReason } from '../core/to-download-route.ts';
import { ruleWords } from './policy-words.ts';

export type DecisionWords = {
  tone: 'clean' | 'malicious' | 'suspicious' | 'unknown';
  /** What is done. */
  what: string;
  /** And why. */
  why: string;
};

const ROUTE_KEYS = {
  'plain-link': 'tester.plainLink',
  policy: 'tester.byPolicy',
  'no-link': 'tester.noLink',
  'not-get': 'tester.noLink',
} as const satisfies Record<RouteReason, string>;

const IGNORED_KEYS = {
  'mode-off': 'tester.modeOff',
  'no-consent': 'tester.noConsent',
} as const;

const PASSED_KEYS = {
  'private-host': 'tester.privateHost',
  'local-file': 'tester.localFile',
  'too-large': 'because.tooLarge',
} as const;

/** Says what would be done with a download, and why. */
export function decisionWords(decision: DownloadDecision): DecisionWords {
  switch (decision.do) {
    case 'ignore':
      return {
        tone: 'unknown',
        what: i18n.t('tester.ignored'),
        why: i18n.t(IGNORED_KEYS[decision.because]),
      };
    case 'pass':
      return {
        tone: 'unknown',
        what: i18n.t('tester.passed'),
        why:
          decision.because === 'allow-rule'
            ? lineWords('rules.allow', decision.rule)
            : i18n.t(PASSED_KEYS[decision.because]),
      };
    case 'hold':
      return { tone: 'clean', what: i18n.t('tester.held'), why: routeWords(decision.route) };
    case 'scan': {
      const ignored = decision.rule === undefined ? '' : ` ${lineWords('tester.notInTheWay', decision.rule)}`;
      return { tone: 'clean', what: i18n.t('tester.scanned'), why: routeWords(decision.route) + ignored };
    }
    case 'ask':
      return { tone: 'suspicious', what: i18n.t('tester.asked'), why: againstWords(decision) };
    case 'refuse':
      return { tone: 'malicious', what: i18n.t('tester.refused'), why: againstWords(decision) };
  }
}

function againstWords(decision: Extract<DownloadDecision, { do: 'ask' | 'refuse' }>): string {
  return decision.because === 'block-rule'
    ? lineWords('rules.block', decision.rule)
    : i18n.t('because.tooLarge');
}

function routeWords({ because }: DownloadRoute): string {
  return i18n.t(ROUTE_KEYS[because]);
}

/** A line of a list with what whoever wrote it says about it. */
function lineWords(list: 'rules.allow' | 'rules.block' | 'tester.notInTheWay', rule: DownloadRule): string {
  return i18n.t('tester.line', [i18n.t(list), ruleWords(rule), rule.why]);
}
