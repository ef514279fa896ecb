/** Which rows of a list are chosen, and from which one the keyboard goes on. */
export type HistorySelection = {
  ids: ReadonlySet<string>;
  /** The row that the keys move from. */
  active: string | undefined;
  /** Where a range begins that Shift extends. */
  anchor: string | undefined;
};

export const NOTHING_SELECTED: HistorySelection = { ids: new Set(), active: undefined, anchor: undefined };

/** How a row is chosen: alone, beside the others, or with all from the last one to it. */
export type SelectHow = 'only' | 'toggle' | 'range' | 'move';

/** The selection after a row of `shown` was clicked or moved to. `move` goes there and chooses nothing. */
export function selectRow(
  selection: HistorySelection,
  shown: readonly string[],
  index: number,
  how: SelectHow,
): HistorySelection {
  const id = shown[index];
  if (id === undefined) return selection;
  switch (how) {
    case 'only':
      return { ids: new Set([id]), active: id, anchor: id };
    case 'move':
      return { ...selection, active: id, anchor: id };
    case 'toggle': {
      const ids = new Set(selection.ids);
      if (!ids.delete(id)) ids.add(id);
      return { ids, active: id, anchor: id };
    }
    case 'range': {
      const start = Math.max(0, shown.indexOf(selection.anchor ?? id));
      const range = shown.slice(Math.min(start, index), Math.max(start, index) + 1);
      return { ids: new Set(range), active: id, anchor: selection.anchor ?? id };
    }
  }
}

/**
 * Where a key leads in a list, as an index; undefined where it is no key of lists.
 * @param page how many rows are seen at once
 */
export function toMovedIndex(key: string, index: number, count: number, page: number): number | undefined {
  const moved = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  }[key];
  return moved === undefined ? undefined : Math.min(count - 1, Math.max(0, moved));
}
