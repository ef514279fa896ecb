import { advanceScan } from '../../lib/core/advance-scan.ts';
import { isLinkRefused, isNotTheFile } from '../../lib/core/is-not-the-file.ts';
import { newScan } from '../../lib/core/new-scan.ts';
import { dispositionOf, type Phase, type Problem } from '../../lib/core/problem.ts';
import type { Scan } from '../../lib/core/scan.ts';
import type { ScanEvent } from '../../lib/core/scan-event.ts';
import type { Verdict } from '../../lib/core/verdict.ts';
import { A_COPY } from '../factories/hold-factory.ts';
import { aResult } from '../factories/scan-factory.ts';
import { START_OF_TEST } from './fake-clock.ts';

/** What the scanner, or the way to it, answers a step with. */
export type ScannerAnswer = 'accept' | 'wait' | { verdict: Verdict } | { problem: Problem };

const PAUSE_MS = 2_000;

/** One scan of a download and its steps, as `lib/scan` takes them, with whatever answers a test gives. */
export type FakeScanned = {
  scan: () => Scan;
  /** The verdicts that were answered, in order. */
  told: readonly Verdict[];
  /** Takes the next step, where one is due. An answer that does not fit the step is a lost connection. */
  step: (now: number, answer: ScannerAnswer) => void;
  /** A worker begins to send and dies. */
  die: (now: number) => void;
  /** The bytes that it needs are staged. */
  supply: (now: number) => void;
  /** Nobody can get at the bytes that it needs. */
  refuseBytes: (now: number) => void;
  /** A person asks again, or connects anew. */
  retry: (now: number) => void;
};

/** Makes the scan, queued. */
export function createFakeScanned(): FakeScanned {
  const told: Verdict[] = [];
  let scan = newScan({
    id: 'scan',
    source: 'download',
    address: 'https://files.example.org/setup.exe',
    now: START_OF_TEST,
  });

  function move(event: ScanEvent, now: number): void {
    scan = advanceScan(scan, event, now);
  }

  function toFailure(problem: Problem, phase: Phase, now: number): ScanEvent {
    switch (dispositionOf(problem, phase)) {
      case 'final':
        if (isLinkRefused(scan, problem)) return { type: 'need-bytes', because: 'link-error' };
        return { type: 'refuse', problem };
      case 'person':
        return { type: 'postpone', problem };
      case 'again':
        return { type: 'postpone', problem, dueAt: now + PAUSE_MS };
    }
  }

  function toSubmitted(answer: ScannerAnswer, now: number): ScanEvent {
    if (answer === 'accept') return { type: 'accept', remoteId: 1, dueAt: now + PAUSE_MS };
    const isProblem = typeof answer === 'object' && 'problem' in answer;
    return toFailure(isProblem ? answer.problem : 'connection-lost', 'submit', now);
  }

  function toPolled(answer: ScannerAnswer, now: number): ScanEvent {
    if (answer === 'accept' || answer === 'wait') return { type: 'wait', dueAt: now + PAUSE_MS };
    if ('problem' in answer) return toFailure(answer.problem, 'poll', now);
    const result = aResult(answer);
    const because = isNotTheFile(scan, result);
    if (because !== undefined) return { type: 'need-bytes', because, result };
    told.push(answer.verdict);
    return { type: 'finish', result };
  }

  function submit(answer: ScannerAnswer, now: number): void {
    move({ type: 'start', server: 'https://scanner.example.org' }, now);
    move(toSubmitted(answer, now), now);
  }

  return {
    scan: () => scan,
    told,
    step(now, answer) {
      if (scan.dueAt === undefined || scan.dueAt > now) return;
      if (scan.state === 'submitting') move({ type: 'interrupt' }, now);
      else if (scan.state === 'queued') submit(answer, now);
      else if (scan.state === 'polling') move(toPolled(answer, now), now);
      else move({ type: 'retry' }, now);
    },
    die(now) {
      if (scan.state === 'queued') move({ type: 'start', server: 'https://scanner.example.org' }, now);
    },
    supply(now) {
      if (scan.state === 'needs-bytes') move({ type: 'supply', copy: A_COPY }, now);
    },
    refuseBytes(now) {
      if (scan.state === 'needs-bytes') move({ type: 'refuse', problem: 'no-bytes' }, now);
    },
    retry(now) {
      if (scan.state === 'failed' || (scan.state.startsWith('waiting') && scan.dueAt === undefined))
        move({ type: 'retry' }, now);
    },
  };
}
