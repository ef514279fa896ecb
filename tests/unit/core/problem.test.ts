import { expect, test } from 'vitest';
import type { Problem } from '../../../lib/core/problem.ts';
import { type Disposition, dispositionOf, mayHaveBeenAccepted, PROBLEMS } from '../../../lib/core/problem.ts';

type Row = { submit: Disposition; poll: Disposition; maybeAccepted: boolean };

const EXPECTED: Record<Problem, Row> = {
  'not-connected': { submit: 'person', poll: 'person', maybeAccepted: false },
  'no-consent': { submit: 'person', poll: 'person', maybeAccepted: false },
  'ask-first': { submit: 'person', poll: 'person', maybeAccepted: false },
  unreachable: { submit: 'again', poll: 'again', maybeAccepted: false },
  'connection-refused': { submit: 'again', poll: 'again', maybeAccepted: false },
  'connection-lost': { submit: 'again', poll: 'again', maybeAccepted: true },
  'dns-failed': { submit: 'again', poll: 'again', maybeAccepted: false },
  'tls-failed': { submit: 'person', poll: 'again', maybeAccepted: false },
  'timed-out': { submit: 'again', poll: 'again', maybeAccepted: true },
  refused: { submit: 'final', poll: 'final', maybeAccepted: false },
  unauthorized: { submit: 'person', poll: 'person', maybeAccepted: false },
  forbidden: { submit: 'person', poll: 'person', maybeAccepted: false },
  'wrong-address': { submit: 'person', poll: 'again', maybeAccepted: false },
  'not-supported': { submit: 'person', poll: 'again', maybeAccepted: false },
  conflict: { submit: 'final', poll: 'again', maybeAccepted: true },
  'too-large': { submit: 'final', poll: 'final', maybeAccepted: false },
  'rate-limited': { submit: 'again', poll: 'again', maybeAccepted: false },
  'server-error': { submit: 'again', poll: 'again', maybeAccepted: true },
  redirected: { submit: 'person', poll: 'again', maybeAccepted: false },
  'web-page': { submit: 'person', poll: 'again', maybeAccepted: false },
  'not-json': { submit: 'person', poll: 'again', maybeAccepted: true },
  'empty-answer': { submit: 'person', poll: 'again', maybeAccepted: true },
  'cut-answer': { submit: 'again', poll: 'again', maybeAccepted: true },
  'answer-too-long': { submit: 'person', poll: 'again', maybeAccepted: true },
  'unexpected-answer': { submit: 'person', poll: 'again', maybeAccepted: true },
  'bytes-missing': { submit: 'final', poll: 'final', maybeAccepted: false },
  'no-bytes': { submit: 'final', poll: 'final', maybeAccepted: false },
  'unknown-scan': { submit: 'final', poll: 'final', maybeAccepted: false },
  'no-verdict': { submit: 'final', poll: 'final', maybeAccepted: false },
};

test.each(PROBLEMS)('what follows from %s', (problem) => {
  expect({
    submit: dispositionOf(problem, 'submit'),
    poll: dispositionOf(problem, 'poll'),
    maybeAccepted: mayHaveBeenAccepted(problem),
  }).toEqual(EXPECTED[problem]);
});

test('a problem never ends a scan that passes by itself, in either phase', () => {
  const passing = PROBLEMS.filter((problem) => dispositionOf(problem, 'submit') === 'again');
  expect(passing.filter((problem) => dispositionOf(problem, 'poll') !== 'again')).toEqual([]);
});

test('the codes that are stored since the first version are still known', () => {
  const first = [
    'not-connected',
    'unreachable',
    'timed-out',
    'unauthorized',
    'wrong-address',
    'unexpected-answer',
    'rate-limited',
    'server-error',
    'refused',
    'too-large',
    'unknown-scan',
    'no-verdict',
  ];
  expect(first.filter((code) => !PROBLEMS.some((problem) => problem === code))).toEqual([]);
});
