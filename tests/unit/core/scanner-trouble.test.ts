import { expect, test } from 'vitest';
import type { Problem } from '../../../lib/core/problem.ts';
import { toScannerTrouble } from '../../../lib/core/scanner-trouble.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';

const SERVER = 'https://scanner.example.org';

test.each<[problems: (Problem | undefined)[], trouble: string | undefined]>([
  [[], undefined],
  [[undefined], undefined],
  [['server-error'], 'other'],
  [['server-error', 'rate-limited'], 'rate-limited'],
  [['rate-limited', undefined, 'dns-failed'], 'unreachable'],
  [['rate-limited', 'connection-refused', 'unauthorized'], 'token-refused'],
  [['timed-out', 'forbidden'], 'token-refused'],
])('of scans under way with %j it is %s', (problems, trouble) => {
  const active = problems.map((problem) => aScan(problem === undefined ? {} : { problem }));
  expect(toScannerTrouble(active, undefined, SERVER)).toBe(trouble);
});

test('a download whose scan is not there yet is no trouble', () => {
  expect(toScannerTrouble([undefined], undefined, SERVER)).toBeUndefined();
});

test('with nothing under way, a token that the newest scan was refused for is told', () => {
  const refused = aScanAtRest({ state: 'failed', problem: 'unauthorized', server: SERVER });
  expect(toScannerTrouble([], refused, SERVER)).toBe('token-refused');
  expect(toScannerTrouble([], { ...refused, problem: 'unreachable' }, SERVER)).toBeUndefined();
  expect(toScannerTrouble([], aScanAtRest(), SERVER)).toBeUndefined();
  expect(toScannerTrouble([aScan()], refused, SERVER)).toBeUndefined();
  expect(toScannerTrouble([], refused, 'https://other.example.org')).toBeUndefined();
});
