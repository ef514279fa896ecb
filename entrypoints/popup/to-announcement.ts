import { guardedName } from '../../components/guarded.ts';
import { isHoldAtRest } from '../../lib/core/hold-machine.ts';
import { isAtRest } from '../../lib/core/scan-machine.ts';
import { toVisibleText } from '../../lib/core/visible-text.ts';
import { holdWords } from '../../lib/i18n/hold-words.ts';
import { questionWords } from '../../lib/i18n/question-words.ts';
import { scanWords } from '../../lib/i18n/scan-words.ts';
import type { PopupEntries, PopupEntry } from './popup-entries.ts';

/** Says what changed for those who don't see it: new questions, verdicts, and what became of files. '' where nothing. */
export function toAnnouncement(before: PopupEntries, after: PopupEntries): string {
  const known = new Map(allOf(before).map((entry) => [entry.id, entry]));
  return allOf(after)
    .flatMap((entry) => {
      const earlier = known.get(entry.id);
      return toChange(earlier, entry);
    })
    .join(' ');
}

function allOf({ questions, active, atRest }: PopupEntries): readonly PopupEntry[] {
  return [...questions, ...active, ...atRest];
}

function toChange(earlier: PopupEntry | undefined, { scan, hold }: PopupEntry): string[] {
  const name = hold === undefined ? toVisibleText(scan?.name ?? '') : guardedName({ hold, scan });
  if (hold?.question !== undefined)
    return earlier?.hold?.question === hold.question
      ? []
      : [`${name}: ${questionWords(hold.question, scan)}`];
  if (scan?.problem === 'ask-first')
    return earlier?.scan?.problem === 'ask-first' ? [] : [`${name}: ${scanWords(scan, 0).line}`];
  // What is seen for the first time at rest is of an older page.
  if (earlier === undefined) return [];
  const isVerdictNew =
    scan !== undefined && isAtRest(scan.state) && !isAtRest(earlier.scan?.state ?? 'queued');
  const isFateNew =
    hold !== undefined && isHoldAtRest(hold.state) && !isHoldAtRest(earlier.hold?.state ?? 'observed');
  const word = isVerdictNew ? `${scanWords(scan, 0).word}.` : '';
  const fate = isFateNew ? holdWords(hold) : '';
  const words = [word, fate].filter(Boolean).join(' ');
  return words === '' ? [] : [`${name}: ${words}`];
}
