import { i18n } from '#i18n';
import type { FateReason } from '../core/decide-fate.ts';
import type { Scan } from '../core/scan.ts';
import { toShortText } from '../core/short-text.ts';
import { VERDICTS } from '../core/verdict.ts';
import { reasonWords } from './fate-words.ts';
import { problemWords, withheldWords } from './problem-words.ts';
import { tooLargeWords } from './too-large-words.ts';

/** The word at the side of a question: the verdict, where that is what it is about. */
export function questionWord(question: FateReason, isHeld: boolean): string {
  const verdict = VERDICTS.find((word) => word === question);
  if (verdict !== undefined) return i18n.t(`verdict.${verdict}`);
  return i18n.t(isHeld ? 'hold.word' : 'state.failed');
}

/** Says what a person is asked about, as exactly as the scan knows it. */
export function questionWords(question: FateReason, scan: Scan | undefined): string {
  const { problem, problemDetail, size, sizeLimit, withheld } = scan ?? {};
  switch (question) {
    case 'too-large':
      return size !== undefined && sizeLimit !== undefined
        ? tooLargeWords(size, sizeLimit)
        : reasonWords(question);
    case 'failed':
      return [
        reasonWords(question),
        problem === undefined ? '' : problemWords(problem),
        toShortText(problemDetail ?? ''),
      ]
        .filter(Boolean)
        .join(' ');
    case 'not-sendable':
      return withheld === undefined ? reasonWords(question) : withheldWords(withheld);
    case 'encrypted':
      return isBeingScanned(scan) ? i18n.t('hold.unlocking') : reasonWords(question);
    case 'clean':
    case 'malicious':
    case 'suspicious':
    case 'restricted':
    case 'spam':
    case 'unknown':
    case 'different-file':
    case 'no-bytes':
    case 'time-limit':
    case 'private-host':
    case 'allow-rule':
    case 'block-rule':
    case 'choice':
      return reasonWords(question);
  }
}

/** An encrypted file whose scan goes on was given a password. */
export function isBeingScanned(scan: Scan | undefined): boolean {
  return (
    scan !== undefined && (scan.state === 'queued' || scan.state === 'submitting' || scan.state === 'polling')
  );
}
