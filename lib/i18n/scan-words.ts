import { i18n } from '#i18n';
import { toNoticeName } from '../core/notice-text.ts';
import type { Scan } from '../core/scan.ts';
import { toShortText } from '../core/short-text.ts';
import { hostWords } from './host-words.ts';
import { problemWords, withheldWords } from './problem-words.ts';
import { serverName } from './server-name.ts';
import { sizeWords } from './size-words.ts';
import { agoWords, durationWords } from './time-words.ts';
import { tooLargeWords } from './too-large-words.ts';
import { percentWords, type SentShare, uploadWords } from './upload-words.ts';

/** What a row says of a scan: one word for the outcome, one line for the rest. */
export type ScanWords = { word: string; line: string };

/**
 * The words for a scan, as of `now` (ms since 1970).
 * @param sent how much of an upload under way has gone out, where known
 * @param queuePlace which one of those that wait their turn it is, from 1, where known
 */
export function scanWords(scan: Scan, now: number, sent?: SentShare, queuePlace?: number): ScanWords {
  const place = (time: number) => [hostWords(scan.host), agoWords(time, now)].filter(Boolean).join(', ');
  const age = durationWords(now - scan.createdAt);
  switch (scan.state) {
    case 'queued':
      return { word: i18n.t('state.queued'), line: withHost(scan, queuedLine(queuePlace)) };
    case 'submitting':
      return sent === undefined
        ? { word: age, line: withHost(scan, submittingLine(scan)) }
        : { word: percentWords(sent), line: withHost(scan, uploadWords(sent, scan.server)) };
    case 'polling':
      return { word: age, line: withHost(scan, pollingLine(scan)) };
    case 'waiting-to-submit':
    case 'waiting-to-poll':
      return { word: i18n.t('state.waiting'), line: troubleLine(scan) };
    case 'needs-bytes':
      return { word: i18n.t('state.needsBytes'), line: i18n.t('needsBytes') };
    case 'withheld':
      return {
        word: i18n.t('state.withheld'),
        line: withheldLine(scan),
      };
    case 'failed':
      return { word: i18n.t('state.failed'), line: troubleLine(scan) };
    case 'done':
      return { word: verdictWord(scan), line: place(scan.finishedAt ?? scan.createdAt) };
  }
}

/** The title and the text of the notification about a scan that has come to rest. */
export function noticeWords(scan: Scan): { title: string; message: string } {
  const { word, line } = scanWords(scan, scan.finishedAt ?? scan.createdAt);
  const meaning = scan.state === 'done' ? i18n.t(`meaning.${scan.verdict ?? 'unknown'}`) : line;
  return {
    title: `${word}: ${toNoticeName(scan.name)}`,
    message:
      scan.host === ''
        ? meaning
        : `${hostWords(scan.host)}
${meaning}`,
  };
}

function queuedLine(place: number | undefined): string {
  return place === undefined || place < 2 ? i18n.t('activity.queued') : i18n.t('activity.place', [place]);
}

function submittingLine({ route, size, server }: Scan): string {
  return route === 'bytes'
    ? i18n.t('activity.sending', [serverName(server), sizeWords(size ?? 0)])
    : i18n.t('activity.submitting', [serverName(server)]);
}

function pollingLine({ route, server }: Scan): string {
  return i18n.t(route === 'page' ? 'activity.page' : 'activity.polling', [serverName(server)]);
}

function verdictWord(scan: Scan): string {
  return i18n.t(`verdict.${scan.verdict ?? 'unknown'}`);
}

function withheldLine({ withheld, ruleWhy }: Scan): string {
  const words = withheld === undefined ? '' : withheldWords(withheld);
  return ruleWhy === undefined || ruleWhy === ''
    ? words
    : `${words} ${i18n.t('ruleWhy', [toShortText(ruleWhy)])}`;
}

function withHost(scan: Scan, activity: string): string {
  return scan.host === '' ? activity : `${activity} · ${hostWords(scan.host)}`;
}

function troubleLine({ problem, problemDetail, maybeSubmittedTwice, size, sizeLimit }: Scan): string {
  const parts = [
    size === undefined || sizeLimit === undefined ? '' : tooLargeWords(size, sizeLimit),
    problem === undefined ? '' : problemWords(problem),
    toShortText(problemDetail ?? ''),
    maybeSubmittedTwice ? i18n.t('maybeTwice') : '',
  ];
  return parts.filter(Boolean).join(' ');
}
