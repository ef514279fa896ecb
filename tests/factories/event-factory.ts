import type { ScanEvent } from '../../lib/core/scan-event.ts';
import { START_OF_TEST } from '../fakes/fake-clock.ts';
import { A_COPY } from './hold-factory.ts';
import { aResult } from './scan-factory.ts';

/** One event of each type, as the steps send them. */
export const EVENTS: { readonly [Type in ScanEvent['type']]: Extract<ScanEvent, { type: Type }> } = {
  start: { type: 'start', server: 'https://scanner.example.org' },
  accept: { type: 'accept', remoteId: 4711, dueAt: START_OF_TEST + 1_000 },
  postpone: { type: 'postpone', problem: 'unreachable', dueAt: START_OF_TEST + 2_000 },
  withhold: { type: 'withhold', reason: 'private-host' },
  interrupt: { type: 'interrupt' },
  wait: { type: 'wait', dueAt: START_OF_TEST + 3_000 },
  finish: { type: 'finish', result: aResult() },
  'follow-page': { type: 'follow-page', result: aResult({ sample: { type: 'text/html' } }) },
  'change-server': { type: 'change-server' },
  refuse: { type: 'refuse', problem: 'refused' },
  retry: { type: 'retry' },
  'need-bytes': { type: 'need-bytes', because: 'unreachable-link' },
  supply: { type: 'supply', copy: A_COPY },
  unlock: { type: 'unlock' },
  rescan: { type: 'rescan' },
  'answer-from-history': {
    type: 'answer-from-history',
    from: 'earlier',
    server: 'https://scanner.example.org',
    result: aResult(),
  },
};

export const EVENT_TYPES: readonly ScanEvent['type'][] = [
  'start',
  'accept',
  'postpone',
  'withhold',
  'interrupt',
  'wait',
  'finish',
  'follow-page',
  'change-server',
  'refuse',
  'retry',
  'need-bytes',
  'supply',
  'unlock',
  'rescan',
  'answer-from-history',
];
