// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table can not be placed where a virtual list wants them.
// biome-ignore-all lint/a11y/useFocusableInteractive: the head is not to be chosen, its buttons are.
import { i18n } from '#i18n';
import type { HistoryColumn, HistorySort } from '../../lib/core/sort-history.ts';

const COLUMNS = [
  { by: 'name', key: 'history.name' },
  { by: 'outcome', key: 'history.outcome' },
  { by: 'host', key: 'history.site' },
  { by: 'source', key: 'history.source' },
  { by: undefined, key: 'history.fate' },
  { by: 'time', key: 'history.time' },
] as const;

export type GridHeadProps = { sort: HistorySort; onSort: (sort: HistorySort) => void };

/** The names of the columns; a click sorts by one, another turns the order round. */
export function GridHead({ sort, onSort }: GridHeadProps) {
  const next = (by: HistoryColumn): HistorySort => ({
    by,
    // Of times the newest are wanted first, of all else the beginning.
    isDescending: sort.by === by ? !sort.isDescending : by === 'time',
  });
  return (
    <div role="rowgroup" class="heads">
      <div role="row" class="head" aria-rowindex={1}>
        <span role="columnheader" class="check">
          <span class="visually-hidden">{i18n.t('history.select')}</span>
        </span>
        {COLUMNS.map(({ by, key }) => (
          <span
            key={key}
            role="columnheader"
            class={by ?? 'fate'}
            aria-sort={by !== sort.by || by === undefined ? undefined : directionOf(sort)}
          >
            {by === undefined ? (
              i18n.t(key)
            ) : (
              <button type="button" class="sort" onClick={() => onSort(next(by))}>
                {i18n.t(key)}
                <i aria-hidden="true">{by !== sort.by ? '' : sort.isDescending ? '↓' : '↑'}</i>
              </button>
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

function directionOf({ isDescending }: HistorySort): 'ascending' | 'descending' {
  return isDescending ? 'descending' : 'ascending';
}
