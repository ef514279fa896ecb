import { expect, test } from 'vitest';
import { toHistoryRow } from '../../../lib/core/history-row.ts';
import { HOLD_STATES } from '../../../lib/core/hold-machine.ts';
import { isAtRest, SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aScan, aScanAtRest } from '../../factories/scan-factory.ts';

test('a scan has a row when it is at rest, and only then', () => {
  for (const state of SCAN_STATES)
    expect(toHistoryRow(aScan({ state })) !== undefined, state).toBe(isAtRest(state));
});

test.each(VERDICTS)('"%s" is the outcome of a scan with that verdict', (verdict) => {
  expect(toHistoryRow(aScanAtRest({ verdict }))?.outcome).toBe(verdict);
});

test.each(['failed', 'withheld', 'needs-bytes'] as const)('what is %s has no verdict to show', (state) => {
  expect(toHistoryRow(aScanAtRest({ state, verdict: 'clean' }))?.outcome).toBe(state);
});

test('a locked file is not called clean', () => {
  const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;
  expect(toHistoryRow(aScanAtRest({ verdict: 'clean', evidence }))?.outcome).toBe('locked');
});

test('the hash is what the scanner says, else that of the staged bytes', () => {
  const scan = aScanAtRest({ sample: { sha256: 'aa' }, stagedSha256: 'bb' });
  expect(toHistoryRow(scan)?.sha256).toBe('aa');
  expect(toHistoryRow({ ...scan, sample: {} })?.sha256).toBe('bb');
});

test('what has become of the file is told once it is settled', () => {
  for (const state of HOLD_STATES) {
    const settled = ['released', 'kept', 'removed', 'gone'].includes(state) ? state : undefined;
    expect(toHistoryRow(aScanAtRest(), aHold({ state }))?.fate, state).toBe(settled);
  }
});

test('the longest address leaves the row small', () => {
  const url = `https://files.example.org/${'a'.repeat(16_000)}`;
  expect(toHistoryRow(aScanAtRest({ url }))?.url).toHaveLength(400);
});
