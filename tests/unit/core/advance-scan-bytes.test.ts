import { describe, expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import { IllegalMoveError } from '../../../lib/core/errors.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { EVENTS } from '../../factories/event-factory.ts';
import { A_COPY } from '../../factories/hold-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const NOW = START_OF_TEST + 60_000;
const GONE = ['server', 'remoteId', 'submittedAt', 'verdict', 'evidence', 'sample'];

function expectWithout(scan: Scan, fields: readonly string[]): void {
  for (const field of fields) expect(scan).not.toHaveProperty(field);
}

describe('need-bytes', () => {
  test('keeps why, and what was just found of the link', () => {
    const result = aResult({ verdict: 'unknown', sample: { type: 'text/html' } });
    const event = { type: 'need-bytes', because: 'login-page', result } as const;
    const moved = advanceScan(aPollingScan({ attempts: 2 }), event, NOW);
    const kept = { route: 'link', fellBackBecause: 'login-page', linkResult: result };
    expect(moved).toMatchObject({ ...kept, attempts: 0, finishedAt: NOW });
    expectWithout(moved, [...GONE, 'dueAt']);
  });

  test('keeps the verdict that was given up', () => {
    const found = { verdict: 'clean', evidence: [], sample: { size: 9 } } as const;
    const moved = advanceScan(aScanAtRest(found), EVENTS['need-bytes'], NOW);
    expect(moved.linkResult).toEqual(found);
    expectWithout(moved, GONE);
  });

  test.each([
    ['download', 'none'],
    ['link', 'due'],
  ] as const)('of a %s is told: %s', (source, notice) => {
    expect(advanceScan(aPollingScan({ source }), EVENTS['need-bytes'], NOW).notice).toBe(notice);
  });

  test('never gives malware up', () => {
    const result = aResult({ verdict: 'malicious' });
    const event = { ...EVENTS['need-bytes'], result };
    expect(() => advanceScan(aPollingScan(), event, NOW)).toThrow(IllegalMoveError);
    const done = aScanAtRest({ verdict: 'malicious' });
    expect(() => advanceScan(done, EVENTS['need-bytes'], NOW)).toThrow(IllegalMoveError);
  });
});

describe('bytes that come', () => {
  const fallen = () => advanceScan(aScanAtRest(), EVENTS['need-bytes'], NOW);

  test('are sent in place of the link, of which all is still known', () => {
    const moved = advanceScan({ ...fallen(), notice: 'due' }, EVENTS.supply, NOW + 1);
    expect(moved).toMatchObject({ route: 'bytes', size: A_COPY.size, stagedSha256: A_COPY.sha256 });
    expect(moved).toMatchObject({ dueAt: NOW + 1, notice: 'none', fellBackBecause: 'unreachable-link' });
    expect(moved.linkResult?.verdict).toBe('clean');
  });

  test('without a hash are not known by an earlier one', () => {
    const scan = { ...fallen(), stagedSha256: 'ab'.repeat(32) };
    expect(advanceScan(scan, { type: 'supply', copy: { size: 1 } }, NOW)).not.toHaveProperty('stagedSha256');
  });

  test('not at all, end it, with what was found of the link', () => {
    const moved = advanceScan(fallen(), { type: 'refuse', problem: 'no-bytes' }, NOW);
    expect(moved).toMatchObject({ state: 'failed', problem: 'no-bytes', notice: 'due' });
    expect(moved.linkResult?.verdict).toBe('clean');
    // A new try is one of the link.
    const again = advanceScan(moved, EVENTS.retry, NOW);
    expect(again).toMatchObject({ state: 'queued', route: 'link' });
    expectWithout(again, ['linkResult', 'fellBackBecause']);
  });
});

test('a password lets a scan begin anew, without its result', () => {
  const moved = advanceScan(aScanAtRest({ verdict: 'unknown', notice: 'shown' }), EVENTS.unlock, NOW);
  expect(moved).toMatchObject({ state: 'queued', dueAt: NOW, notice: 'none' });
  expectWithout(moved, GONE);
  const malicious = aScanAtRest({ verdict: 'malicious' });
  expect(() => advanceScan(malicious, EVENTS.unlock, NOW)).toThrow(IllegalMoveError);
});

test('an answer from the history names where it is from, and a new scan is one by the scanner', () => {
  const answered = advanceScan(aScan({ route: 'bytes' }), EVENTS['answer-from-history'], NOW);
  expect(answered).toMatchObject({ state: 'done', answeredFrom: 'earlier', verdict: 'clean', notice: 'due' });
  const again = advanceScan(answered, EVENTS.rescan, NOW);
  expect(again).toMatchObject({ state: 'queued', mustBeSent: true, dueAt: NOW, notice: 'none' });
  expectWithout(again, [...GONE, 'answeredFrom']);
  const sent = [EVENTS.start, EVENTS.accept, EVENTS.finish];
  const done = sent.reduce((scan, event) => advanceScan(scan, event, NOW), again);
  expectWithout(done, ['mustBeSent', 'answeredFrom']);
});
