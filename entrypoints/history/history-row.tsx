// biome-ignore-all lint/a11y/useSemanticElements: the elements of a table can not be placed where a virtual list wants them.
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus stands on rows, not on cells.
import type { CSSProperties, TargetedMouseEvent } from 'preact';
import { FileName } from '../../components/file-name.tsx';
import { Glyph, toneOf } from '../../components/glyph.tsx';
import { outcomeGlyph } from '../../components/outcome-glyph.ts';
import type { HistoryRow as Row } from '../../lib/core/history-row.ts';
import { fileFateWord, outcomeWord, sourceWord } from '../../lib/i18n/history-words.ts';
import { HostCell } from './host-cell.tsx';

export type HistoryRowProps = {
  row: Row;
  /** From 0. */
  index: number;
  /** Where it stands, in px from the first row's top. */
  top: number;
  isSelected: boolean;
  /** The keys move from it. */
  isActive: boolean;
  toDate: (time: number) => string;
  onPick: (index: number, event: TargetedMouseEvent<HTMLElement>) => void;
  onToggle: (index: number) => void;
};

/** One scan of the list: what it was, how it came out, where it came from, and when. */
export function HistoryRow(props: HistoryRowProps) {
  const { row, index, top, isSelected, isActive, toDate, onPick, onToggle } = props;
  const glyph = outcomeGlyph(row.outcome);
  const place: CSSProperties = { transform: `translateY(${top}px)` };
  return (
    // The keys are the list's: it hears those of every row.
    <div
      role="row"
      class={`line tone ${toneOf(glyph)}`}
      style={place}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      data-index={index}
      onClick={(event) => onPick(index, event)}
      onKeyDown={undefined}
    >
      <span
        role="gridcell"
        class="check"
        onClick={(event) => {
          event.stopPropagation();
          onToggle(index);
        }}
        onKeyDown={undefined}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
          <path d="m3.5 8.3 3 3 6-6.6" />
        </svg>
      </span>
      <span role="gridcell" class="what">
        <Glyph name={glyph} />
        <FileName name={row.name} title={row.url} />
      </span>
      <span role="gridcell" class="word">
        {outcomeWord(row.outcome)}
      </span>
      <span role="gridcell" class="host">
        <HostCell host={row.host} />
      </span>
      <span role="gridcell" class="source">
        {sourceWord(row.source)}
      </span>
      <span role="gridcell" class="fate">
        {fileFateWord(row.fate)}
      </span>
      <span role="gridcell" class="time">
        <time dateTime={new Date(-row.order).toISOString()}>{toDate(-row.order)}</time>
      </span>
    </div>
  );
}
