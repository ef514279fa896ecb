import type { Hold } from './hold.ts';
import type { NoticeFacts } from './notice-action.ts';
import type { Scan } from './scan.ts';

/** What the notification of a scan offers that is at rest, or asks whether bytes may be sent: that is answered in its details. */
export function scanNoticeFacts({ state, verdict, problem }: Scan): NoticeFacts {
  if (problem === 'ask-first') return { actions: ['show'], weight: 'question' };
  const weight = verdict === 'malicious' && state === 'done' ? 'alarm' : 'news';
  return { actions: ['show', 'again'], weight };
}

/** What the notification of a guarded download offers: the answers to its question, where it has one. */
export function holdNoticeFacts({ question, fate, lostBecause }: Hold): NoticeFacts {
  if (question === 'encrypted') return { actions: ['unlock', 'remove'], weight: 'question' };
  if (question !== undefined) return { actions: ['keep', 'remove'], weight: 'question' };
  const isAlarm = lostBecause === undefined && fate?.because === 'malicious';
  return { actions: ['show'], weight: isAlarm ? 'alarm' : 'news' };
}
