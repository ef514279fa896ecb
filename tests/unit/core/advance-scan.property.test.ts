import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import { IllegalMoveError } from '../../../lib/core/errors.ts';
import { newScan } from '../../../lib/core/new-scan.ts';
import { dispositionOf, type Phase, PROBLEMS } from '../../../lib/core/problem.ts';
import { FALL_BACK_REASONS, type Scan, type ScanSource, WITHHELD_REASONS } from '../../../lib/core/scan.ts';
import type { ScanEvent } from '../../../lib/core/scan-event.ts';
import { isAtRest } from '../../../lib/core/scan-machine.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aResult } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const LATER = fc.integer({ min: START_OF_TEST, max: START_OF_TEST + 86_400_000 });
const PHASES: readonly Phase[] = ['submit', 'poll'];

/** As the steps send it: a due time where the problem passes by itself, none where a person must act. */
const POSTPONE = fc
  .record({ problem: fc.constantFrom(...PROBLEMS), phase: fc.constantFrom(...PHASES), at: LATER })
  .filter(({ problem, phase }) => dispositionOf(problem, phase) !== 'final')
  .map(({ problem, phase, at }): ScanEvent => {
    const again = dispositionOf(problem, phase) === 'again';
    return { type: 'postpone', problem, ...(again ? { dueAt: at } : {}) };
  });

const EVENT: fc.Arbitrary<ScanEvent> = fc.oneof(
  fc.constant<ScanEvent>({ type: 'start', server: 'https://scanner.example.org' }),
  fc
    .record({ remoteId: fc.nat(), dueAt: LATER, isFound: fc.boolean() })
    .map((facts): ScanEvent => ({ type: 'accept', ...facts })),
  POSTPONE,
  fc.constantFrom(...WITHHELD_REASONS).map((reason): ScanEvent => ({ type: 'withhold', reason })),
  fc.constant<ScanEvent>({ type: 'interrupt' }),
  LATER.map((dueAt): ScanEvent => ({ type: 'wait', dueAt })),
  fc
    .constantFrom(...VERDICTS)
    .map((verdict): ScanEvent => ({ type: 'finish', result: aResult({ verdict }) })),
  fc
    .constantFrom(...VERDICTS)
    .map((verdict): ScanEvent => ({ type: 'follow-page', result: aResult({ verdict }) })),
  fc.constantFrom(...PROBLEMS).map((problem): ScanEvent => ({ type: 'refuse', problem })),
  fc.constant<ScanEvent>({ type: 'change-server' }),
  fc.constant<ScanEvent>({ type: 'retry' }),
  fc
    .record({
      because: fc.constantFrom(...FALL_BACK_REASONS),
      verdict: fc.option(fc.constantFrom(...VERDICTS)),
    })
    .map(({ because, verdict }): ScanEvent => {
      const found = verdict === null ? {} : { result: aResult({ verdict }) };
      return { type: 'need-bytes', because, ...found };
    }),
  fc.nat().map((size): ScanEvent => ({ type: 'supply', copy: { size } })),
  fc.constant<ScanEvent>({ type: 'unlock' }),
  fc.constant<ScanEvent>({ type: 'rescan' }),
  fc.constantFrom('clean' as const, 'malicious' as const).map(
    (verdict): ScanEvent => ({
      type: 'answer-from-history',
      from: 'earlier',
      server: 'https://scanner.example.org',
      result: aResult({ verdict }),
    }),
  ),
);

const ADDRESS = fc.constantFrom(
  'https://files.example.org/a.zip',
  'data:text/plain,a',
  'ftp://example.org/a',
);

const SOURCE = fc.constantFrom<ScanSource>('link', 'download');

type Step = { scan: Scan; event: ScanEvent | undefined };

/** The scan before the events and after each that the table lists. */
function walk(source: ScanSource, address: string, events: readonly ScanEvent[]): Step[] {
  let scan = newScan({ id: 'one', source, address, now: START_OF_TEST });
  const steps: Step[] = [{ scan, event: undefined }];
  for (const [index, event] of events.entries()) {
    try {
      scan = advanceScan(scan, event, START_OF_TEST + index);
      steps.push({ scan, event });
    } catch (error) {
      expect(error).toBeInstanceOf(IllegalMoveError);
    }
  }
  return steps;
}

function holdsAlways(claim: (step: Step, before: readonly Step[]) => void): void {
  fc.assert(
    fc.property(SOURCE, ADDRESS, fc.array(EVENT, { maxLength: 40 }), (source, address, events) => {
      const steps = walk(source, address, events);
      for (const [index, step] of steps.entries()) claim(step, steps.slice(0, index + 1));
    }),
  );
}

test('there is a verdict exactly where the scan was finished, and it is the last one told', () => {
  holdsAlways(({ scan }, before) => {
    const told = before.flatMap(({ event }) =>
      event?.type === 'finish' || event?.type === 'answer-from-history' ? [event.result.verdict] : [],
    );
    expect(scan.verdict !== undefined).toBe(scan.state === 'done');
    expect([undefined, told.at(-1)]).toContain(scan.verdict);
    expect(scan.answeredFrom !== undefined).toBe(
      scan.state === 'done' && before.at(-1)?.event?.type === 'answer-from-history',
    );
  });
});

test('a scan under way has a due time or a problem that needs a person', () => {
  holdsAlways(({ scan }) => {
    if (isAtRest(scan.state) || scan.dueAt !== undefined) return;
    const { problem } = scan;
    const phases = PHASES.filter((phase) => problem && dispositionOf(problem, phase) === 'person');
    expect(phases).not.toEqual([]);
  });
});

test('a scan at rest has an end and no due time; one under way has no end', () => {
  holdsAlways(({ scan }) => {
    expect(scan.finishedAt !== undefined).toBe(isAtRest(scan.state));
    if (isAtRest(scan.state)) expect(scan.dueAt).toBeUndefined();
  });
});

test('a scan that comes to rest is to be told of, unless its bytes may come or its file was removed; one under way is not, unless it asks', () => {
  holdsAlways(({ scan }) => {
    const mayGoOn = scan.state === 'needs-bytes' && scan.source === 'download';
    const isKnown = scan.state === 'withheld' && scan.withheld === 'file-removed';
    const isOver = isAtRest(scan.state) && !mayGoOn && !isKnown;
    expect(scan.notice).toBe(isOver || scan.problem === 'ask-first' ? 'due' : 'none');
  });
});

test('a scan that is asked for has a server and a number', () => {
  holdsAlways(({ scan }) => {
    if (scan.state !== 'polling' && scan.state !== 'waiting-to-poll') return;
    expect(scan.server).toBeTypeOf('string');
    expect(scan.remoteId).toBeTypeOf('number');
    expect(scan.submittedAt).toBeTypeOf('number');
  });
});

test('problems stand only where something is wrong, and always there', () => {
  holdsAlways(({ scan }) => {
    const troubled = scan.state.startsWith('waiting-') || scan.state === 'failed';
    expect(scan.problem !== undefined).toBe(troubled);
    expect(scan.withheld !== undefined).toBe(scan.state === 'withheld');
  });
});

test('a doubt about a second submission is forgotten only where the first one is found', () => {
  holdsAlways(({ scan }, before) => {
    const last = before.findLastIndex((step) => step.event?.type === 'accept' && step.event.isFound);
    if (before.slice(last + 1).some((step) => step.scan.maybeSubmittedTwice))
      expect(scan.maybeSubmittedTwice).toBe(true);
  });
});

test('a verdict "malicious" is given up for other bytes by nobody', () => {
  holdsAlways(({ scan, event }, before) => {
    expect(scan.linkResult?.verdict === 'malicious' && scan.route !== 'page').toBe(false);
    const last = before.at(-2)?.scan;
    if (last?.verdict === 'malicious') expect(event?.type).toBe('rescan');
  });
});

test('why a link was given up is known wherever its bytes are wanted in its place', () => {
  holdsAlways(({ scan, event }) => {
    if (event?.type === 'need-bytes') expect(scan.fellBackBecause).toBe(event.because);
    if (scan.state === 'needs-bytes' && scan.route === 'link') expect(scan.fellBackBecause).toBeDefined();
  });
});
