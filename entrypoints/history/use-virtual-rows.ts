import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Rows above and below what is seen that are drawn too. */
const OVERSCAN = 8;

export type VirtualRowsOptions = {
  scroller: RefObject<HTMLDivElement | null>;
  count: number;
  /** Heights in px. */
  rowHeight: number;
  headHeight: number;
  /** Of a row that is always drawn, so that it can keep the focus; -1: none. */
  keep: number;
};

export type VirtualRows = {
  items: readonly VirtualItem[];
  /** Height of all rows, in px. */
  height: number;
  /** How many rows are seen at once. */
  page: number;
  scrollTo: (index: number) => void;
};

/** Which rows of a long list are to be drawn. The head stands in front of the rows, at the top of what is seen. */
export function useVirtualRows({
  scroller,
  count,
  rowHeight,
  headHeight,
  keep,
}: VirtualRowsOptions): VirtualRows {
  const [, redraw] = useReducer((version: number) => version + 1, 0);
  const kept = useRef<Virtualizer<HTMLDivElement, HTMLDivElement> | null>(null);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan: OVERSCAN,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    rangeExtractor: (range: Range) => withKept(defaultRangeExtractor(range), keep, count),
    onChange: () => redraw(undefined),
  };
  kept.current ??= new Virtualizer<HTMLDivElement, HTMLDivElement>(options);
  const rows = kept.current;
  rows.setOptions(options);
  useLayoutEffect(() => rows._didMount(), [rows]);
  useLayoutEffect(() => rows._willUpdate());
  return {
    items: rows.getVirtualItems(),
    height: rows.getTotalSize(),
    page: Math.max(1, Math.floor(((rows.scrollRect?.height ?? 0) - headHeight) / rowHeight) - 1),
    scrollTo: (index) => rows.scrollToIndex(index),
  };
}

function withKept(indexes: number[], keep: number, count: number): number[] {
  if (keep < 0 || keep >= count || indexes.includes(keep)) return indexes;
  return [...indexes, keep].sort((one, other) => one - other);
}
