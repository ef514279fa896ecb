// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table can not be placed where a virtual list wants them.
import type { TargetedKeyboardEvent, TargetedMouseEvent } from 'preact';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { i18n } from '#i18n';
import type { HistoryRow as Row } from '../../lib/core/history-row.ts';
import { type HistorySelection, type SelectHow, toMovedIndex } from '../../lib/core/history-selection.ts';
import type { HistorySort } from '../../lib/core/sort-history.ts';
import { createShortDateWords } from '../../lib/i18n/short-date-words.ts';
import { GridHead } from './grid-head.tsx';
import { HistoryRow } from './history-row.tsx';
import { useVirtualRows } from './use-virtual-rows.ts';

/** Heights in px, the same as in the style sheet. */
const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 36;

export type HistoryGridProps = {
  shown: readonly Row[];
  sort: HistorySort;
  selection: HistorySelection;
  onSort: (sort: HistorySort) => void;
  onSelect: (index: number, how: SelectHow) => void;
  onSelectAll: () => void;
  onUnselect: () => void;
  /** @param isByKey opened by the keyboard */
  onOpen: (id: string, isByKey: boolean) => void;
  onDelete: () => void;
};

/** The list: as many rows as are seen, however many there are. One row has the focus, and the keys move it. */
export function HistoryGrid(props: HistoryGridProps) {
  const { shown, sort, selection, onSort, onSelect, onOpen } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const takesFocus = useRef(false);
  const toDate = useMemo(createShortDateWords, []);
  const found = useMemo(
    () => shown.findIndex(({ id }) => id === selection.active),
    [shown, selection.active],
  );
  const active = Math.max(0, found);
  const rows = useVirtualRows({
    scroller,
    count: shown.length,
    rowHeight: ROW_HEIGHT,
    headHeight: HEAD_HEIGHT,
    keep: active,
  });

  useLayoutEffect(() => {
    const holder = scroller.current;
    // What had the focus may just have been deleted.
    const isLost = document.activeElement === document.body && takesFocus.current;
    const isElsewhere = holder?.contains(document.activeElement) !== true;
    if (holder === null || (isElsewhere && !isLost)) return;
    const row = holder.querySelector<HTMLElement>(`[data-index="${active}"]`);
    const isOnRow = document.activeElement?.getAttribute('role') === 'row' || isLost;
    if (isOnRow && document.activeElement !== row) row?.focus({ preventScroll: true });
  });

  function move(index: number, how: SelectHow): void {
    takesFocus.current = true;
    onSelect(index, how);
    rows.scrollTo(index);
  }

  function onKeyDown(event: TargetedKeyboardEvent<HTMLDivElement>): void {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'row') return;
    const { key, shiftKey } = event;
    const isControl = event.ctrlKey || event.metaKey;
    const moved = toMovedIndex(key, active, shown.length, rows.page);
    const open = shown[active];
    if (moved !== undefined) move(moved, shiftKey ? 'range' : 'move');
    else if (key === ' ') move(active, shiftKey ? 'range' : 'toggle');
    else if (key === 'a' && isControl) props.onSelectAll();
    else if (key === 'Enter' && open !== undefined) onOpen(open.id, true);
    else if (key === 'Delete') props.onDelete();
    else if (key === 'Escape') props.onUnselect();
    else return;
    event.preventDefault();
  }

  function pick(index: number, { shiftKey, ctrlKey, metaKey }: TargetedMouseEvent<HTMLElement>): void {
    takesFocus.current = true;
    onSelect(index, shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'only');
    const row = shown[index];
    if (row !== undefined && !shiftKey && !ctrlKey && !metaKey) onOpen(row.id, false);
  }

  return (
    <div
      ref={scroller}
      role="grid"
      class="grid"
      aria-label={i18n.t('history.list')}
      aria-rowcount={shown.length + 1}
      aria-multiselectable="true"
      onKeyDown={onKeyDown}
      onFocusOut={({ relatedTarget }) => {
        takesFocus.current = relatedTarget === null;
      }}
    >
      <GridHead sort={sort} onSort={onSort} />
      <div role="rowgroup" class="lines" style={{ blockSize: `${rows.height}px` }}>
        {rows.items.map(({ index, start }) => {
          const row = shown[index];
          return row === undefined ? null : (
            <HistoryRow
              key={row.id}
              row={row}
              index={index}
              top={start - HEAD_HEIGHT}
              isSelected={selection.ids.has(row.id)}
              isActive={index === active}
              toDate={toDate}
              onPick={pick}
              onToggle={(at) => onSelect(at, 'toggle')}
            />
          );
        })}
      </div>
    </div>
  );
}
