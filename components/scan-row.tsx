import type { ComponentChildren } from 'preact';
import { toVisibleHost } from '../lib/core/visible-host.ts';
import { scanWords } from '../lib/i18n/scan-words.ts';
import type { SentShare } from '../lib/i18n/upload-words.ts';
import { FileName } from './file-name.tsx';
import { Glyph, glyphOf, toneOf } from './glyph.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { ScanActions, type ScanActionsProps } from './scan-actions.tsx';

export type ScanRowProps = ScanActionsProps & {
  /** Milliseconds since 1970: ages are told as of then. */
  now: number;
  sent: SentShare | undefined;
  /** Which one of those that wait their turn it is, from 1. */
  place?: number | undefined;
  /** Stands at the row's side. */
  menu?: ComponentChildren;
};

/** One scan: glyph, name, word; one line of context below; buttons only where something can be done. */
export function ScanRow({ scan, now, sent, place, menu, ...actions }: ScanRowProps) {
  const { word, line } = scanWords(scan, now, sent, place);
  const glyph = glyphOf(scan);
  // A warning must not be cut off either.
  const isWarned = toVisibleHost(scan.host).isSuspect;
  const isTrouble = scan.problem !== undefined || scan.state === 'withheld' || scan.state === 'needs-bytes';
  return (
    <li
      class={scan.problem === 'ask-first' ? `row question ${toneOf(glyph)}` : `row ${toneOf(glyph)}`}
      data-state={scan.state}
      data-verdict={scan.verdict}
    >
      <Glyph name={glyph} />
      <FileName name={scan.name} title={scan.url} />
      <span class="word">{word}</span>
      <span class={isTrouble || isWarned ? 'meta long' : 'meta'}>{line}</span>
      {scan.state === 'polling' || scan.state === 'submitting' ? <ProgressBar sent={sent} /> : null}
      <span class="actions">
        <ScanActions scan={scan} {...actions} />
      </span>
      {menu}
    </li>
  );
}
