import { describe, expect, test } from 'vitest';
import { advanceScan, SUBMISSION_LEASE_MS } from '../../../lib/core/advance-scan.ts';
import { IllegalMoveError } from '../../../lib/core/errors.ts';
import { isAtRest, SCAN_MACHINE, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { EVENT_TYPES, EVENTS } from '../../factories/event-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST + 60_000;
const PAIRS = SCAN_STATES.flatMap((state) =>
  EVENT_TYPES.map((event) => {
    const next = Object.entries(SCAN_MACHINE[state]).find(([name]) => name === event)?.[1];
    return { state, event, next };
  }),
);
const LISTED = PAIRS.flatMap(({ next, ...pair }) => (next === undefined ? [] : [{ ...pair, next }]));
const UNLISTED = PAIRS.filter(({ next }) => next === undefined);

describe('the table', () => {
  test('has a test for each pair', () => {
    expect(LISTED.length + UNLISTED.length).toBe(9 * 16);
    expect(LISTED).toHaveLength(29);
  });

  test.each(LISTED)('$state + $event gives $next', ({ state, event, next }) => {
    const moved = advanceScan(aScan({ state }), EVENTS[event], NOW);
    expect(moved.state).toBe(next);
    expect(moved.finishedAt).toBe(isAtRest(next) ? NOW : undefined);
  });

  test.each(UNLISTED)('$state + $event throws', ({ state, event }) => {
    expect(() => advanceScan(aScan({ state }), EVENTS[event], NOW)).toThrow(IllegalMoveError);
  });

  test.each(LISTED)(
    '$state + $event changes nothing in place and keeps what the scan is',
    ({ state, event }) => {
      const scan = Object.freeze(aScan({ state, downloadId: 7 }));
      const { id, source, url, name, host, createdAt, downloadId } = scan;
      const kept = { id, source, url, name, host, createdAt, downloadId };
      expect(advanceScan(scan, EVENTS[event], NOW)).toMatchObject(kept);
    },
  );

  test.each(LISTED)('$state + $event is the same twice', ({ state, event }) => {
    const scan = aScan({ state });
    expect(advanceScan(scan, EVENTS[event], NOW)).toEqual(advanceScan(scan, EVENTS[event], NOW));
  });
});

test('an illegal move says which one', () => {
  expect(() => advanceScan(aScan({ state: 'done' }), EVENTS.retry, NOW)).toThrow(
    'No move "retry" from state "done"',
  );
});

describe('start', () => {
  test('names the server and sets the lease of the submission', () => {
    const moved = advanceScan(aScan(), { type: 'start', server: 'https://one.example' }, NOW);
    expect(moved).toMatchObject({ server: 'https://one.example', dueAt: NOW + SUBMISSION_LEASE_MS });
  });
});

describe('accept', () => {
  test('keeps the number, the time and the first poll, and forgets failures', () => {
    const scan = aScan({ state: 'submitting', attempts: 3 });
    const moved = advanceScan(scan, { type: 'accept', remoteId: 0, dueAt: NOW + 1_000 }, NOW);
    expect(moved).toMatchObject({ remoteId: 0, submittedAt: NOW, dueAt: NOW + 1_000, attempts: 0 });
  });
});

describe('a submission in doubt', () => {
  const started = () => advanceScan(aScan(), EVENTS.start, NOW);

  test('is one from its start to its answer', () => {
    expect(started().inDoubt).toEqual({ since: NOW, server: EVENTS.start.server });
    expect(advanceScan(started(), EVENTS.accept, NOW)).not.toHaveProperty('inDoubt');
    expect(advanceScan(started(), EVENTS.refuse, NOW)).not.toHaveProperty('inDoubt');
    const limited = advanceScan(started(), { type: 'postpone', problem: 'rate-limited' }, NOW);
    expect(limited).not.toHaveProperty('inDoubt');
  });

  test.each([EVENTS.interrupt, EVENTS.postpone, { type: 'postpone', problem: 'timed-out' } as const])(
    'stays one after %o, from its first start',
    (event) => {
      let scan = advanceScan(started(), event, NOW + 1);
      if (event.type === 'postpone') scan = advanceScan(scan, EVENTS.retry, NOW + 2);
      expect(advanceScan(scan, EVENTS.start, NOW + 3).inDoubt?.since).toBe(NOW);
    },
  );

  test('stays one while it can not be looked for, and where the server says that it has something like it', () => {
    const limited = { type: 'postpone', problem: 'rate-limited', isLookup: true } as const;
    expect(advanceScan(started(), limited, NOW).inDoubt?.since).toBe(NOW);
    expect(advanceScan(started(), limited, NOW)).not.toHaveProperty('maybeSubmittedTwice');
    const conflict = { type: 'refuse', problem: 'conflict' } as const;
    expect(advanceScan(started(), conflict, NOW).inDoubt?.since).toBe(NOW);
  });

  test('stays one where it was broken off with the consent, though nobody says that it was sent twice', () => {
    const broken = advanceScan(started(), { type: 'postpone', problem: 'no-consent' }, NOW + 1);
    expect(broken.inDoubt?.since).toBe(NOW);
    expect(broken).not.toHaveProperty('maybeSubmittedTwice');
  });

  test('at one server says nothing of another', () => {
    const moved = advanceScan(
      advanceScan(started(), EVENTS.interrupt, NOW),
      { type: 'start', server: 'https://b.example' },
      NOW + 9,
    );
    expect(moved.inDoubt).toEqual({ since: NOW + 9, server: 'https://b.example' });
  });

  test('that is found was not submitted twice; one that is sent again may have been', () => {
    const doubtful = advanceScan(advanceScan(started(), EVENTS.interrupt, NOW), EVENTS.start, NOW);
    const found = advanceScan(doubtful, { ...EVENTS.accept, isFound: true }, NOW);
    expect(found).not.toHaveProperty('maybeSubmittedTwice');
    expect(advanceScan(doubtful, EVENTS.accept, NOW).maybeSubmittedTwice).toBe(true);
  });
});

describe('follow-page', () => {
  test('begins anew as a page, and keeps what was found of it as a file', () => {
    const result = aResult({ verdict: 'suspicious', sample: { type: 'text/html' } });
    const moved = advanceScan(aPollingScan({ attempts: 2 }), { type: 'follow-page', result }, NOW);
    expect(moved).toMatchObject({ route: 'page', linkResult: result, dueAt: NOW, attempts: 0 });
    for (const field of ['remoteId', 'submittedAt', 'verdict']) expect(moved).not.toHaveProperty(field);
  });
});

describe('wait', () => {
  test('sets the next poll and leaves the time of submission alone', () => {
    const scan = aPollingScan({ attempts: 2, submittedAt: START_OF_TEST + 5 });
    const moved = advanceScan(scan, { type: 'wait', dueAt: NOW + 9_000 }, NOW);
    expect(moved).toMatchObject({ dueAt: NOW + 9_000, attempts: 0, submittedAt: START_OF_TEST + 5 });
  });
});

describe('postpone', () => {
  test('with a due time goes on by itself', () => {
    const scan = aPollingScan({ attempts: 1 });
    const moved = advanceScan(scan, { type: 'postpone', problem: 'rate-limited', dueAt: NOW + 4_000 }, NOW);
    expect(moved).toMatchObject({ problem: 'rate-limited', dueAt: NOW + 4_000, attempts: 2 });
    expect(moved).not.toHaveProperty('problemDetail');
  });

  test('without a due time waits for a person', () => {
    const moved = advanceScan(aScan(), { type: 'postpone', problem: 'not-connected' }, NOW);
    expect(moved).toMatchObject({ problem: 'not-connected', attempts: 1 });
    expect(moved).not.toHaveProperty('dueAt');
  });

  test("keeps the server's words", () => {
    const event = { type: 'postpone', problem: 'unauthorized', detail: 'Invalid token.' } as const;
    expect(advanceScan(aPollingScan(), event, NOW).problemDetail).toBe('Invalid token.');
  });

  test.each([
    ['submitting', 'timed-out', true],
    ['submitting', 'server-error', true],
    ['submitting', 'unexpected-answer', true],
    ['submitting', 'unreachable', undefined],
    ['submitting', 'rate-limited', undefined],
    ['submitting', 'unauthorized', undefined],
    ['polling', 'timed-out', undefined],
    ['queued', 'timed-out', undefined],
  ] as const)('from %s after %s: submitted twice? %s', (state, problem, twice) => {
    const moved = advanceScan(aScan({ state }), { type: 'postpone', problem }, NOW);
    expect(moved.maybeSubmittedTwice).toBe(twice);
  });

  test('does not forget an earlier doubt', () => {
    const scan = aScan({ state: 'submitting', maybeSubmittedTwice: true });
    expect(advanceScan(scan, EVENTS.postpone, NOW).maybeSubmittedTwice).toBe(true);
  });
});

describe('interrupt', () => {
  test('says that it may have been submitted twice, and is due at once', () => {
    const moved = advanceScan(aScan({ state: 'submitting' }), { type: 'interrupt' }, NOW);
    expect(moved).toMatchObject({ maybeSubmittedTwice: true, dueAt: NOW });
  });
});

describe('withhold', () => {
  test('keeps the reason, and the person is to be told', () => {
    const moved = advanceScan(aScan(), { type: 'withhold', reason: 'private-host' }, NOW);
    expect(moved).toMatchObject({ withheld: 'private-host', finishedAt: NOW, notice: 'due' });
    expect(moved).not.toHaveProperty('dueAt');
  });
});

describe('retry', () => {
  test.each(['waiting-to-submit', 'waiting-to-poll', 'withheld', 'failed'] as const)(
    'from %s is due at once, without the problem and the end',
    (state) => {
      const scan = aScanAtRest({ state, problem: 'refused', problemDetail: 'No.', withheld: 'private-host' });
      const moved = advanceScan(scan, { type: 'retry' }, NOW);
      expect(moved.dueAt).toBe(NOW);
      expect(moved).not.toHaveProperty('problem');
      expect(moved).not.toHaveProperty('problemDetail');
      expect(moved).not.toHaveProperty('finishedAt');
    },
  );

  test('of a scan that the server has goes on with its number', () => {
    const scan = aPollingScan({ state: 'waiting-to-poll', attempts: 4 });
    const { server, remoteId, submittedAt } = scan;
    expect(advanceScan(scan, { type: 'retry' }, NOW)).toMatchObject({
      server,
      remoteId,
      submittedAt,
      attempts: 4,
    });
  });

  test.each(['failed', 'withheld', 'waiting-to-submit'] as const)(
    'from %s begins anew: no server, no number, no reason',
    (state) => {
      const moved = advanceScan(aPollingScan({ state, withheld: 'private-host' }), { type: 'retry' }, NOW);
      for (const field of ['server', 'remoteId', 'submittedAt', 'withheld']) {
        expect(moved).not.toHaveProperty(field);
      }
    },
  );

  test('keeps the failures in a row, so that the pauses go on growing', () => {
    expect(
      advanceScan(aScan({ state: 'waiting-to-submit', attempts: 5 }), { type: 'retry' }, NOW).attempts,
    ).toBe(5);
  });

  test('asks for a new outcome, of which the person is to be told again', () => {
    const failed = aScanAtRest({ state: 'failed', problem: 'no-verdict', notice: 'shown' });
    const events = [EVENTS.retry, EVENTS.start, EVENTS.accept, EVENTS.finish];
    const moved = events.reduce((scan, event) => advanceScan(scan, event, NOW), failed);
    expect(moved).toMatchObject({ state: 'done', notice: 'due' });
  });
});

test('asking again for a file that was kept back agrees that it goes to the scanner of now', () => {
  const scan = aScan({ route: 'bytes', givenTo: 'http://127.0.0.1:1' });
  expect(advanceScan({ ...scan, state: 'withheld' }, EVENTS.retry, NOW)).not.toHaveProperty('givenTo');
  expect(advanceScan({ ...scan, state: 'failed' }, EVENTS.retry, NOW).givenTo).toBe('http://127.0.0.1:1');
});

describe('refuse', () => {
  test.each(['submitting', 'polling'] as const)('from %s ends without a verdict', (state) => {
    const event = { type: 'refuse', problem: 'too-large', detail: 'At most 500 MB.' } as const;
    const moved = advanceScan(aScan({ state }), event, NOW);
    expect(moved).toMatchObject({
      problem: 'too-large',
      problemDetail: 'At most 500 MB.',
      finishedAt: NOW,
      notice: 'due',
    });
    expect(moved).not.toHaveProperty('dueAt');
    expect(moved).not.toHaveProperty('verdict');
  });
});

describe('finish', () => {
  test('keeps the outcome and clears what was in the way', () => {
    const evidence = [{ name: 'Eicar', description: 'A test file.', verdict: 'malicious' }] as const;
    const result = aResult({ verdict: 'malicious', evidence, sample: { size: 68 } });
    const moved = advanceScan(aPollingScan({ attempts: 2 }), { type: 'finish', result }, NOW);
    expect(moved).toMatchObject({ ...result, finishedAt: NOW, attempts: 0, notice: 'due' });
    for (const field of ['dueAt', 'problem', 'problemDetail']) expect(moved).not.toHaveProperty(field);
  });
});
