import { i18n } from '#i18n';
import { countWords } from '../../lib/i18n/history-words.ts';

export type SelectionBarProps = {
  /** How many scans are selected. */
  count: number;
  /** How many are shown, in words. */
  line: string;
  /** What was just done, in words. */
  news: string;
  onDelete: () => void;
  onUnselect: () => void;
};

/** How many scans there are and are selected, said to those who do not see it too; and what can be done with them. */
export function SelectionBar({ count, line, news, onDelete, onUnselect }: SelectionBarProps) {
  const selected = count === 0 ? '' : i18n.t('history.selected', count, [countWords(count)]);
  return (
    <div class="selection">
      <p role="status">{[line, selected, news].filter(Boolean).join(' · ')}</p>
      {count === 0 ? null : (
        <>
          <button type="button" class="button quiet" onClick={onUnselect}>
            {i18n.t('history.unselect')}
          </button>
          <button type="button" class="button plain" onClick={onDelete}>
            {i18n.t('history.delete')}
          </button>
        </>
      )}
    </div>
  );
}
