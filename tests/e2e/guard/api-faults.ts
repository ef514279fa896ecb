import type { FateReason } from '../../../lib/core/decide-fate.ts';
import type { Fallback, GuardPolicy } from '../../../lib/core/guard-policy.ts';
import { dispositionOf, type Problem } from '../../../lib/core/problem.ts';
import { BAD_ANSWERS } from '../../fixtures/api/bad-answers.ts';
import { type Answer, json, redirect, silence, stalled, trickle } from '../../fixtures/api/hostile-server.ts';
import type { Kind } from './cell.ts';
import { answerOf, type FaultPhase } from './hostile-api.ts';

/**
 * Those that are met at the same time. A browser has six connections to a server, and so those that keep one are apart:
 * the others are to have failed before the time limit.
 */
export function toWaves(faults: readonly ApiFault[]): ApiFault[][] {
  const quick = faults.filter(({ isSlow = false }) => !isSlow);
  return [
    quick.filter(({ at }) => at === 'submit'),
    quick.filter(({ at }) => at === 'poll'),
    faults.filter(({ isSlow = false }) => isSlow),
  ].filter((wave) => wave.length > 0);
}

/** A way in which the API fails for one file, and what the extension is to make of it. */
export type ApiFault = {
  /** Unlike any other. */
  name: string;
  at: FaultPhase;
  /** How the file comes, which decides whether its link or its bytes are submitted. */
  kind: Kind;
  answer: Answer;
  /** What the scan's row says of it; undefined where the scan has no problem: it goes on, or ends. */
  problem?: Problem;
  /** Why the file's fate is not the verdict's. */
  reason: FateReason;
  /** It keeps a connection to the server for as long as a request may take. */
  isSlow?: boolean;
  /** How much older than it is the scan is to be when it is asked for, in ms. */
  ageMs?: number;
};

/** Longer than a scan that was taken may be missing. */
const AGED_MS = 120_000;
/** Longer than any verdict is waited for. */
const OVERDUE_MS = 25 * 3_600_000;

/**
 * All of them.
 * @param elsewhere where redirects lead to, which nobody is to follow
 */
export function toApiFaults(elsewhere: string): ApiFault[] {
  const answers = [...BAD_ANSWERS.map(([name, answer, problem]) => ({ name, answer, problem })), ...OTHERS];
  const redirects = [301, 302, 303, 307, 308].map((status) => ({
    name: `${status} to another host`,
    answer: redirect(status, `${elsewhere}/api/v1/files/`),
    problem: 'redirected' as const,
  }));
  const all = [...answers, ...redirects];
  return [
    ...all.map(toLinkFault),
    ...[...firstOfEachProblem(all), NO_ANSWER].map(toBytesFault),
    // Some of these are asked for twice, so they come first.
    ...RESULTS.map((fault) => ({ ...fault, at: 'poll' as const, kind: 'get-small' as const })),
    ...all.map(toPollFault),
  ];
}

type BadAnswer = { name: string; answer: Answer; problem: Problem; isSlow?: boolean };

const NO_ANSWER: BadAnswer = { name: 'no answer', answer: silence, problem: 'timed-out', isSlow: true };

const OTHERS: readonly BadAnswer[] = [
  NO_ANSWER,
  {
    name: 'an answer that begins and goes silent',
    answer: stalled(200),
    problem: 'timed-out',
    isSlow: true,
  },
  { name: 'an answer a little at a time', answer: trickle(200), problem: 'timed-out', isSlow: true },
  { name: '410', answer: json(410, { detail: 'Gone.' }), problem: 'wrong-address' },
  { name: '429 for an hour', answer: json(429, {}, { 'retry-after': '3600' }), problem: 'rate-limited' },
  { name: '503 for an hour', answer: json(503, {}, { 'retry-after': '3600' }), problem: 'server-error' },
];

const ENDED = { finished_at: '2026-11-01T00:00:00Z' };

/** Scans that end, or don't, in a way that says nothing of the file. */
const RESULTS: readonly Omit<ApiFault, 'at' | 'kind'>[] = [
  { name: 'a scan that never ends', answer: answerOf(() => ({})), reason: 'time-limit' },
  {
    name: 'a scan that ends at no time',
    answer: answerOf(() => ({ finished_at: ' ', verbose_verdict: 'CLN' })),
    reason: 'time-limit',
  },
  {
    name: 'a scan that has not ended after a day',
    answer: answerOf(() => ({})),
    problem: 'no-verdict',
    reason: 'failed',
    ageMs: OVERDUE_MS,
  },
  { name: 'an end without a verdict', answer: answerOf(() => ENDED), reason: 'unknown' },
  {
    name: 'a verdict that nobody knows',
    answer: answerOf(() => ({ ...ENDED, verbose_verdict: 'OK' })),
    reason: 'unknown',
  },
  {
    name: '"clean" of another file',
    answer: answerOf(() => ({
      ...ENDED,
      verbose_verdict: 'CLN',
      sample: { sha256: 'a'.repeat(64), file_size: 4711 },
    })),
    reason: 'different-file',
  },
  {
    name: '"clean" of another scan',
    answer: answerOf((scanId) => ({ ...ENDED, id: String(scanId + 1_000_000), verbose_verdict: 'CLN' })),
    problem: 'unexpected-answer',
    reason: 'time-limit',
  },
];

/** What breaks without a whole answer is told apart in Node, but by no browser: it only asks whether anybody is there. */
function inBrowser(problem: Problem, name: string, phase: FaultPhase): Problem {
  if (name !== 'no HTTP' && problem !== 'connection-lost') return problem;
  return phase === 'submit' ? 'connection-lost' : 'unreachable';
}

function toLinkFault(bad: BadAnswer, index: number): ApiFault {
  const { name, answer, isSlow = false } = bad;
  const problem = inBrowser(bad.problem, name, 'submit');
  // A link that is refused needs its bytes, which a file that is given once gives up too late.
  const kind = index % 2 === 0 || problem === 'refused' ? 'get-small' : 'one-time';
  return {
    name: `link: ${name}`,
    at: 'submit',
    kind,
    answer,
    problem,
    reason: toReason(problem, 'submit'),
    isSlow,
  };
}

function toBytesFault(bad: BadAnswer, index: number): ApiFault {
  const { name, answer, isSlow = false } = bad;
  const problem = inBrowser(bad.problem, name, 'submit');
  const kind = index % 2 === 0 ? 'blob' : 'data';
  return {
    name: `bytes: ${name}`,
    at: 'submit',
    kind,
    answer,
    problem,
    reason: toReason(problem, 'submit'),
    isSlow,
  };
}

function toPollFault(bad: BadAnswer, index: number): ApiFault {
  const { name, answer, isSlow = false } = bad;
  const isMissing = /^(404|410)/.test(name);
  const problem = isMissing ? 'unknown-scan' : inBrowser(bad.problem, name, 'poll');
  const reason = toReason(problem, 'poll');
  const kind = index % 2 === 0 ? 'get-small' : 'one-time';
  return { name: `poll: ${name}`, at: 'poll', kind, answer, problem, reason, isSlow, ageMs: AGED_MS };
}

/** After what passes by itself, it is the time limit that ends the wait. */
function toReason(problem: Problem, phase: FaultPhase): FateReason {
  if (problem === 'too-large') return 'too-large';
  return dispositionOf(problem, phase) === 'again' ? 'time-limit' : 'failed';
}

function firstOfEachProblem(all: readonly BadAnswer[]): BadAnswer[] {
  return all.filter(({ problem }, index) => all.findIndex((other) => other.problem === problem) === index);
}

/** What the policy says of it. */
export function fallbackFor({ onTooLarge, onUnfinished }: GuardPolicy, { reason }: ApiFault): Fallback {
  return reason === 'too-large' ? onTooLarge : onUnfinished;
}
