import { i18n } from '#i18n';
import type { Scan } from '../lib/core/scan.ts';
import { scanWords } from '../lib/i18n/scan-words.ts';
import { FileName } from './file-name.tsx';
import { Glyph, glyphOf, toneOf } from './glyph.tsx';

export type ScanRowProps = {
  scan: Scan;
  /** Milliseconds since 1970: ages are told as of then. */
  now: number;
  onRetry: (scan: Scan) => void;
  onOpenSettings: () => void;
};

/** One scan: glyph, name, word; one line of context below; buttons only where something can be done. */
export function ScanRow({ scan, now, onRetry, onOpenSettings }: ScanRowProps) {
  const { word, line } = scanWords(scan, now);
  const glyph = glyphOf(scan);
  const isTrouble = scan.problem !== undefined || scan.state === 'withheld' || scan.state === 'needs-bytes';
  return (
    <li class={`row ${toneOf(glyph)}`} data-state={scan.state} data-verdict={scan.verdict}>
      <Glyph name={glyph} />
      <FileName name={scan.name} title={scan.url} />
      <span class="word">{word}</span>
      <span class={isTrouble ? 'meta long' : 'meta'}>{line}</span>
      {scan.state === 'polling' || scan.state === 'submitting' ? (
        <span class="bar" aria-hidden="true" />
      ) : null}
      <RowActions scan={scan} onRetry={onRetry} onOpenSettings={onOpenSettings} />
    </li>
  );
}

function RowActions({ scan, onRetry, onOpenSettings }: Omit<ScanRowProps, 'now'>) {
  const isFailed = scan.state === 'failed' && scan.problem !== 'too-large';
  const isKeptBack = scan.withheld === 'other-scanner';
  const canRetry = scan.state.startsWith('waiting-') || isFailed || isKeptBack;
  const needsSettings = scan.problem === 'unauthorized' || scan.problem === 'wrong-address';
  // Once a scanner is connected, all that waited for one goes on by itself.
  if (!canRetry || scan.problem === 'not-connected') return null;
  return (
    <span class="actions">
      <button type="button" class="button quiet" onClick={() => onRetry(scan)}>
        {i18n.t('popup.retry')}
        <span class="visually-hidden"> {scan.name}</span>
      </button>
      {needsSettings ? (
        <button type="button" class="button quiet" onClick={onOpenSettings}>
          {i18n.t('popup.openOptions')}
        </button>
      ) : null}
    </span>
  );
}
