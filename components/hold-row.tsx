import type { ComponentChildren } from 'preact';
import { i18n } from '#i18n';
import type { Hold } from '../lib/core/hold.ts';
import { isHoldAtRest } from '../lib/core/hold-machine.ts';
import { isAtRest } from '../lib/core/scan-machine.ts';
import { holdWords } from '../lib/i18n/hold-words.ts';
import { scanWords } from '../lib/i18n/scan-words.ts';
import type { SentShare } from '../lib/i18n/upload-words.ts';
import { ActionButton } from './action-button.tsx';
import { FileName } from './file-name.tsx';
import { Glyph, glyphOf, toneOf } from './glyph.tsx';
import { type Guarded, type GuardedActions, guardedName } from './guarded.ts';
import { ProgressBar } from './progress-bar.tsx';
import { ScanActions, type ScanActionsProps } from './scan-actions.tsx';
import { useRequest } from './use-request.ts';

export type HoldRowProps = Guarded &
  Pick<GuardedActions, 'onDecide'> &
  Omit<ScanActionsProps, 'scan'> & {
    /** Milliseconds since 1970: ages are told as of then. */
    now: number;
    sent: SentShare | undefined;
    /** Which one of those that wait their turn it is, from 1. */
    place?: number | undefined;
    /** Stands at the row's side. */
    menu?: ComponentChildren;
  };

/** A guarded download about which nobody is asked: what its scan does, and what is going on with the file meanwhile. */
export function HoldRow({ hold, scan, now, sent, place, menu, onDecide, ...actions }: HoldRowProps) {
  const { word, line } = scan === undefined ? { word: '', line: '' } : scanWords(scan, now, sent, place);
  // A green tick would be no word on a file that is not there.
  const isTakenAway =
    hold.state === 'removed' && (scan === undefined || scan.verdict === 'clean' || !isAtRest(scan.state));
  const glyph = scan === undefined || isTakenAway ? 'not-scanned' : glyphOf(scan);
  const isScanned = scan === undefined || isAtRest(scan.state);
  const isAsking = scan?.problem === 'ask-first';
  const { isBusy, hasFailed, run } = useRequest();
  const name = guardedName({ hold, scan });
  return (
    <li
      class={isAsking ? `row question ${toneOf(glyph)}` : `row ${toneOf(glyph)}`}
      data-id={hold.id}
      data-hold={hold.state}
      data-state={scan?.state}
      data-verdict={scan?.verdict}
    >
      <Glyph name={glyph} />
      <FileName name={name} title={scan?.url ?? name} />
      <span class="word">{isTakenAway ? i18n.t('state.removed') : word}</span>
      {isScanned || isTakenAway ? null : <span class="meta">{line}</span>}
      <span class="meta long">{isScanned ? inOneLine(line, holdWords(hold)) : holdWords(hold)}</span>
      {scan?.state === 'polling' || scan?.state === 'submitting' ? <ProgressBar sent={sent} /> : null}
      <span class="actions">
        {choicesOf(hold).map((choice) => (
          <ActionButton
            key={choice}
            label={i18n.t(`decision.${choice}`)}
            about={name}
            disabled={isBusy}
            onClick={() => void run(onDecide(hold, choice))}
          />
        ))}
        {scan === undefined || (isHoldAtRest(hold.state) && !isAsking) ? null : (
          <ScanActions scan={scan} {...actions} />
        )}
      </span>
      {hasFailed ? (
        <span class="trouble" role="alert">
          {i18n.t('decision.refused', [name])}
        </span>
      ) : null}
      {menu}
    </li>
  );
}

/** What a person may do unasked: cut a long wait short, or have a file removed that was kept in spite of its verdict. */
function choicesOf({ state, fate }: Hold): readonly ('keep' | 'remove')[] {
  switch (state) {
    case 'staged':
    case 'parked':
      return ['keep', 'remove'];
    case 'kept':
      return fate !== undefined && isHarmful(fate.because) ? ['remove'] : [];
    case 'observed':
    case 'held':
    case 'swapping':
    case 'parking':
    case 'releasing':
    case 'keeping':
    case 'removing':
    case 'released':
    case 'removed':
    case 'gone':
      return [];
  }
}

function isHarmful(because: string): boolean {
  return because === 'malicious' || because === 'restricted' || because === 'suspicious';
}

/** "files.example.org, 12 min. ago" is no sentence of its own. */
function inOneLine(line: string, words: string): string {
  if (line === '') return words;
  return /[.?!]$/.test(line) ? `${line} ${words}` : `${line} · ${words}`;
}
