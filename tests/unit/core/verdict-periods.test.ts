import { expect, test } from 'vitest';
import { HISTORY_OUTCOMES, type HistoryOutcome, type HistoryRow } from '../../../lib/core/history-row.ts';
import { OUTCOME_KINDS, toVerdictPeriods } from '../../../lib/core/verdict-periods.ts';

const row = (time: Date, outcome: HistoryOutcome = 'clean'): HistoryRow => ({
  id: '',
  order: -time.getTime(),
  name: '',
  host: '',
  url: '',
  outcome,
  source: 'link',
  route: 'link',
});

test('nothing makes no bars', () => {
  expect(toVerdictPeriods([]).periods).toEqual([]);
});

test('each day has its own bar, also one without a scan', () => {
  const rows = [row(new Date(2026, 10, 26, 23, 59)), row(new Date(2026, 10, 28, 0, 0), 'malicious')];
  const { unit, periods } = toVerdictPeriods(rows);
  expect(unit).toBe('day');
  expect(periods).toMatchObject([
    { start: new Date(2026, 10, 26).getTime(), clean: 1, harmful: 0 },
    { clean: 0, harmful: 0 },
    { start: new Date(2026, 10, 28).getTime(), clean: 0, harmful: 1 },
  ]);
});

test.each([
  [20, 'day'],
  [100, 'week'],
  [700, 'month'],
  [4_000, 'month'],
])('%i days are told by the %s', (days, unit) => {
  const rows = Array.from({ length: days }, (_, index) => row(new Date(2026, 10, 28 - index)));
  const found = toVerdictPeriods(rows);
  expect(found.unit).toBe(unit);
  expect(found.periods.length).toBeLessThanOrEqual(31);
});

test('every outcome is counted once', () => {
  const [period] = toVerdictPeriods(
    HISTORY_OUTCOMES.map((outcome) => row(new Date(2026, 1, 1), outcome)),
  ).periods;
  const total = OUTCOME_KINDS.reduce((sum, kind) => sum + (period?.[kind] ?? 0), 0);
  expect(total).toBe(HISTORY_OUTCOMES.length);
});

test('a row of long ago hides none of the last months', () => {
  const rows = [row(new Date(0)), row(new Date(275_760, 0, 1)), row(new Date(275_759, 11, 1), 'malicious')];
  const { unit, periods } = toVerdictPeriods(rows);
  expect(unit).toBe('month');
  expect(periods).toHaveLength(31);
  expect(periods.slice(-2)).toMatchObject([{ harmful: 1 }, { clean: 1 }]);
});
