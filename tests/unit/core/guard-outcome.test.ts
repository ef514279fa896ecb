import { describe, expect, test } from 'vitest';
import { type GuardOutcome, toGuardOutcome } from '../../../lib/core/guard-outcome.ts';
import { PROBLEMS } from '../../../lib/core/problem.ts';
import { type Scan, WITHHELD_REASONS } from '../../../lib/core/scan.ts';
import { isAtRest, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const LIMIT = START_OF_TEST + 120_000;
const IN_TIME = { now: LIMIT - 1, limitAt: LIMIT, mayGetBytes: false };
const LATE = { now: LIMIT, limitAt: LIMIT, mayGetBytes: false };
const SHA = 'ab'.repeat(32);

function withoutDueTime(given: Partial<Scan>): Scan {
  const { dueAt: _due, ...scan } = aScan(given);
  return scan;
}

describe('a scan under way', () => {
  test.each(SCAN_STATES.filter((state) => !isAtRest(state)))('%s is awaited, up to the limit', (state) => {
    expect(toGuardOutcome(aScan({ state }), IN_TIME)).toBeUndefined();
    expect(toGuardOutcome(aScan({ state }), LATE)).toEqual({ kind: 'time-limit' });
  });

  test.each(['waiting-to-submit', 'waiting-to-poll'] as const)('%s for a person is not awaited', (state) => {
    const scan = withoutDueTime({ state, problem: 'unauthorized' });
    expect(toGuardOutcome(scan, IN_TIME)).toEqual({ kind: 'failed', problem: 'unauthorized' });
  });
});

test('a scan that is not there will have no verdict', () => {
  expect(toGuardOutcome(undefined, IN_TIME)).toEqual({ kind: 'failed', problem: 'unknown-scan' });
});

describe('a scan at rest', () => {
  test.each(VERDICTS)('with the verdict %s, late or not', (verdict) => {
    expect(toGuardOutcome(aScanAtRest({ verdict }), LATE)).toEqual({ kind: 'verdict', verdict });
  });

  test.each(PROBLEMS)('with the problem %s', (problem) => {
    const isOwnKind = problem === 'too-large' || problem === 'no-bytes';
    const expected = isOwnKind ? { kind: problem } : { kind: 'failed', problem };
    expect(toGuardOutcome(aScanAtRest({ state: 'failed', problem }), IN_TIME)).toEqual(expected);
  });

  test.each(WITHHELD_REASONS)('withheld because of %s', (reason) => {
    const scan = aScanAtRest({ state: 'withheld', withheld: reason });
    const expected = reason === 'too-large' ? { kind: reason } : { kind: 'withheld', reason };
    expect(toGuardOutcome(scan, IN_TIME)).toEqual(expected);
  });

  test('that needs bytes is awaited while they may come', () => {
    const scan = aScanAtRest({ state: 'needs-bytes' });
    expect(toGuardOutcome(scan, IN_TIME)).toEqual({ kind: 'no-bytes' });
    expect(toGuardOutcome(scan, { ...IN_TIME, mayGetBytes: true })).toBeUndefined();
    expect(toGuardOutcome(scan, { ...LATE, mayGetBytes: true })).toEqual({ kind: 'time-limit' });
  });

  test('of which a field is missing is never clean', () => {
    const { verdict: _verdict, ...done } = aScanAtRest();
    expect(toGuardOutcome(done, IN_TIME)).toEqual({ kind: 'verdict', verdict: 'unknown' });
    const failed = toGuardOutcome(aScanAtRest({ state: 'failed' }), IN_TIME);
    expect(failed).toEqual({ kind: 'failed', problem: 'no-verdict' });
  });
});

describe('what was locked', () => {
  const evidence = [{ name: 'encrypted', description: 'A password is needed.', verdict: 'unknown' }] as const;

  test.each(VERDICTS)('with the verdict %s', (verdict) => {
    const isUnseen = verdict === 'clean' || verdict === 'unknown';
    const expected: GuardOutcome = isUnseen ? { kind: 'encrypted' } : { kind: 'verdict', verdict };
    expect(toGuardOutcome(aScanAtRest({ verdict, evidence }), IN_TIME)).toEqual(expected);
  });
});

describe('the hashes', () => {
  test.each(VERDICTS)('differ: %s is said of another file', (verdict) => {
    const scan = aScanAtRest({ verdict, sample: { sha256: 'cd'.repeat(32) } });
    const expected = verdict === 'malicious' ? { kind: 'verdict', verdict } : { kind: 'different-file' };
    expect(toGuardOutcome(scan, { ...IN_TIME, deliveredSha256: SHA })).toEqual(expected);
    expect(toGuardOutcome(scan, IN_TIME)).toEqual({ kind: 'verdict', verdict });
  });

  test('agree, or one is not known', () => {
    const clean = { kind: 'verdict', verdict: 'clean' };
    const facts = { ...IN_TIME, deliveredSha256: SHA };
    expect(toGuardOutcome(aScanAtRest({ sample: { sha256: SHA } }), facts)).toEqual(clean);
    expect(toGuardOutcome(aScanAtRest({ sample: {} }), facts)).toEqual(clean);
    expect(toGuardOutcome(aScanAtRest(), facts)).toEqual(clean);
  });
});

describe('without two hashes', () => {
  const scan = (given: Partial<Scan>) =>
    aScanAtRest({ name: 'setup.exe', ...given, sample: { size: 10, ...given.sample } });
  const delivered = { size: 10, type: 'application/octet-stream', isFinal: true };
  const page = { type: 'text/html' };

  test.each(VERDICTS)('the verdict %s on other bytes than were delivered', (verdict) => {
    const isHarmless = verdict === 'clean' || verdict === 'unknown';
    const other = { ...IN_TIME, delivered: { ...delivered, size: 11 } };
    const expected = isHarmless ? { kind: 'different-file' } : { kind: 'verdict', verdict };
    expect(toGuardOutcome(scan({ verdict }), other)).toEqual(expected);
    expect(toGuardOutcome(scan({ verdict, sample: page }), { ...IN_TIME, delivered })).toEqual(expected);
    expect(toGuardOutcome(scan({ verdict }), { ...IN_TIME, delivered })).toEqual({
      kind: 'verdict',
      verdict,
    });
  });

  test.each([
    { ...delivered, size: 11, isFinal: false },
    { type: 'application/zip', isFinal: false },
  ])('what the browser says may change: %o', (facts) => {
    const clean = scan({ sample: facts.type === 'application/zip' ? page : {} });
    expect(toGuardOutcome(clean, { ...IN_TIME, delivered: facts })).toBeUndefined();
    expect(toGuardOutcome(clean, { ...LATE, delivered: facts })).toEqual({ kind: 'time-limit' });
  });

  test('equal hashes say more than a size that a server got wrong', () => {
    const facts = { ...IN_TIME, deliveredSha256: SHA, delivered: { ...delivered, size: 11 } };
    const clean = { kind: 'verdict', verdict: 'clean' };
    expect(toGuardOutcome(scan({ sample: { sha256: SHA } }), facts)).toEqual(clean);
  });

  test('another file that is locked is another file: nobody is asked for its password', () => {
    const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;
    const facts = { ...IN_TIME, delivered: { ...delivered, size: 11 } };
    expect(toGuardOutcome(scan({ evidence }), facts)).toEqual({ kind: 'different-file' });
  });
});

test('after it was handed over, a file is still known by the hash of the bytes that were sent', () => {
  const scan = aScanAtRest({ verdict: 'clean', stagedSha256: SHA, sample: { sha256: 'cd'.repeat(32) } });
  expect(toGuardOutcome({ ...scan, route: 'bytes' }, LATE)).toEqual({ kind: 'different-file' });
  expect(toGuardOutcome({ ...scan, route: 'bytes', sample: { sha256: SHA } }, LATE)).toEqual({
    kind: 'verdict',
    verdict: 'clean',
  });
  // Of a link that was given up for the bytes before, nothing is left.
  expect(toGuardOutcome({ ...scan, route: 'link' }, LATE)).toEqual({ kind: 'verdict', verdict: 'clean' });
});
