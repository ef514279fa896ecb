import { i18n } from '#i18n';
import type { FateReason } from '../core/decide-fate.ts';
import type { HoldFate } from '../core/hold.ts';
import { toShortText } from '../core/short-text.ts';
import { toMessageKey } from './to-message-key.ts';

const KEPT_KEYS = {
  verdict: 'fate.kept',
  policy: 'fate.keptByPolicy',
  person: 'fate.keptByPerson',
} as const satisfies Record<HoldFate['by'], string>;

const REMOVED_KEYS = {
  verdict: 'fate.removed',
  policy: 'fate.removedByPolicy',
  person: 'fate.removedByPerson',
} as const satisfies Record<HoldFate['by'], string>;

/** Says in a sentence why a person is asked about a file, or why it was kept or removed. */
export function reasonWords(because: FateReason): string {
  return i18n.t(toMessageKey('because', because));
}

/** Says what became of a file and why, such as "Kept by you. It is too large for the scanner.", with the rule's own reason. */
export function fateWords({ do: act, by, because, why }: HoldFate): string {
  const words = actWords({ do: act, by, because });
  return why === undefined || why === '' ? words : `${words} ${i18n.t('ruleWhy', [toShortText(why)])}`;
}

function actWords({ do: act, by, because }: HoldFate): string {
  switch (act) {
    case 'release':
      return i18n.t('hold.released');
    case 'keep':
      return `${i18n.t(KEPT_KEYS[by])} ${reasonWords(because)}`;
    case 'remove':
      return `${i18n.t(REMOVED_KEYS[by])} ${reasonWords(because)}`;
  }
}
