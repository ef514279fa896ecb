import { i18n } from '#i18n';
import { countWords } from '../../lib/i18n/history-words.ts';
import type { HistoryState } from './history-model.ts';

/** Says how many scans are shown, such as "12 of 1,000 scans". */
export function countLine({ shown, total, isReading, isBroken }: HistoryState): string {
  if (isBroken) return i18n.t('history.broken');
  if (isReading) return i18n.t('history.reading');
  const all = i18n.t('history.count', total, [countWords(total)]);
  return shown.length === total ? all : i18n.t('history.countOf', [countWords(shown.length), all]);
}
