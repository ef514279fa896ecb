import { i18n } from '#i18n';
import type { DownloadRule } from '../core/download-rule.ts';
import type { RuleProblem } from '../core/parse-rule.ts';
import type { TimeLimitProblem } from '../core/scan-time-limit.ts';
import { sizeWords } from './size-words.ts';

const LIMIT_KEYS = {
  'not-a-number': 'limitProblem.notANumber',
  'too-short': 'limitProblem.tooShort',
  'too-long': 'limitProblem.tooLong',
} as const satisfies Record<TimeLimitProblem, string>;

const RULE_KEYS = {
  'no-host': 'ruleProblem.noHost',
  'not-a-host': 'ruleProblem.notAHost',
  'not-a-pattern': 'ruleProblem.notAPattern',
  'no-ending': 'ruleProblem.noEnding',
  'not-an-ending': 'ruleProblem.notAnEnding',
  'no-size': 'ruleProblem.noSize',
  'not-a-size': 'ruleProblem.notASize',
  'sizes-crossed': 'ruleProblem.sizesCrossed',
  'no-why': 'ruleProblem.noWhy',
} as const satisfies Record<RuleProblem, string>;

/** The settings of a policy, and of an exported file, by their names in the store. */
const FIELD_KEYS = {
  mode: 'guard.mode',
  holdUntilScanned: 'guard.hold',
  scanTimeLimitMs: 'guard.limit',
  onUnfinished: 'guard.onUnfinished',
  onTooLarge: 'guard.onTooLarge',
  onEncrypted: 'guard.onEncrypted',
  onSuspicious: 'guard.onSuspicious',
  alwaysScanBytes: 'guard.alwaysBytes',
  allow: 'rules.allow',
  block: 'rules.block',
  server: 'options.scanner',
  theme: 'settings.theme',
  notifyClean: 'settings.notifyClean',
  askBeforeDocuments: 'settings.askDocuments',
  keepDays: 'settings.keepDays',
  keepRows: 'settings.keepRows',
} as const;

/** Says what is wrong with a time limit. */
export function limitProblemWords(problem: TimeLimitProblem): string {
  return i18n.t(LIMIT_KEYS[problem]);
}

/** Says what is wrong with a line of the lists. */
export function ruleProblemWords(problem: RuleProblem): string {
  return i18n.t(RULE_KEYS[problem]);
}

/** What a line of the lists matches. */
export function ruleWords(rule: DownloadRule): string {
  switch (rule.kind) {
    case 'host':
      return i18n.t('rules.hostLine', [rule.host]);
    case 'pattern':
      return i18n.t('rules.patternLine', [rule.pattern]);
    case 'ending':
      return i18n.t('rules.endingLine', [rule.ending.replace(/^\.+/, '')]);
    case 'size':
      return sizeRuleWords(rule);
  }
}

/** Names the settings that could not be read, such as "Hold until scanned; Always refuse, line 3". */
export function unreadableWords(unreadable: readonly string[]): string {
  return i18n.t('guard.unreadable', [fieldsWords(unreadable)]);
}

/** Names settings by their places in the store: `mode`, `block[2]`. */
export function fieldsWords(fields: readonly string[]): string {
  return fields.map(fieldWords).join('; ');
}

function sizeRuleWords({ atLeast, atMost }: { atLeast?: number; atMost?: number }): string {
  if (atLeast === undefined) return i18n.t('rules.sizeTo', [sizeWords(atMost ?? 0)]);
  if (atMost === undefined) return i18n.t('rules.sizeFrom', [sizeWords(atLeast)]);
  return i18n.t('rules.sizeBetween', [sizeWords(atLeast), sizeWords(atMost)]);
}

/** @param field `mode`, `block[2]`, or the store's key where nothing could be read */
function fieldWords(field: string): string {
  const [, name = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(field) ?? [];
  const key = Object.entries(FIELD_KEYS).find(([known]) => known === name)?.[1];
  if (key === undefined) return i18n.t('guard.unreadableAll');
  return index === undefined
    ? i18n.t(key)
    : i18n.t('guard.unreadableRule', [i18n.t(key), String(Number(index) + 1)]);
}
