import { i18n } from '#i18n';
import { Mark } from '../../components/mark.tsx';
import type { HistoryState } from './history-model.ts';

export type NoRowsProps = { state: HistoryState; onClear: () => void };

/** What stands where no scan does: nothing was scanned yet, or nothing fits. */
export function NoRows({ state, onClear }: NoRowsProps) {
  if (state.isBroken || (state.isReading && state.total === 0)) return null;
  const isEmpty = state.total === 0;
  return (
    <section class="empty">
      <Mark size={56} />
      <h2>{i18n.t(isEmpty ? 'history.emptyTitle' : 'history.noneTitle')}</h2>
      <p>{i18n.t(isEmpty ? 'history.emptyText' : 'history.noneText')}</p>
      {isEmpty ? null : (
        <button type="button" class="button plain" onClick={onClear}>
          {i18n.t('history.clear')}
        </button>
      )}
    </section>
  );
}
