import { expect, test } from 'vitest';
import { toHistoryEntry } from '../../../lib/core/history-query.ts';
import { HISTORY_OUTCOMES, type HistoryRow } from '../../../lib/core/history-row.ts';
import { type HistorySort, sortHistory } from '../../../lib/core/sort-history.ts';

const ROW = { host: 'a.example', url: '', outcome: 'clean', source: 'link', route: 'link' } as const;
const ROWS: readonly HistoryRow[] = [
  { ...ROW, id: '3', order: -3, name: 'b.pdf', host: 'b.example' },
  { ...ROW, id: '2', order: -2, name: 'A.pdf', outcome: 'malicious' },
  { ...ROW, id: '1', order: -1, name: 'c.pdf', source: 'download' },
];

const sorted = (sort: HistorySort) =>
  sortHistory(ROWS.map(toHistoryEntry), sort)
    .map(({ row }) => row.id)
    .join('');

test.each<[HistorySort, string]>([
  [{ by: 'time', isDescending: true }, '321'],
  [{ by: 'time', isDescending: false }, '123'],
  [{ by: 'name', isDescending: false }, '231'],
  [{ by: 'name', isDescending: true }, '132'],
  [{ by: 'host', isDescending: false }, '213'],
  [{ by: 'source', isDescending: false }, '132'],
  [{ by: 'outcome', isDescending: false }, '231'],
])('%j gives %s', (sort, order) => {
  expect(sorted(sort)).toBe(order);
});

test('every outcome has its place, the worst first', () => {
  const rows = HISTORY_OUTCOMES.map((outcome, index) => ({
    ...ROW,
    id: outcome,
    order: -index,
    name: '',
    outcome,
  }));
  const order = sortHistory(rows.map(toHistoryEntry), { by: 'outcome', isDescending: false });
  expect(order[0]?.row.outcome).toBe('malicious');
  expect(order.at(-1)?.row.outcome).toBe('clean');
  expect(order).toHaveLength(HISTORY_OUTCOMES.length);
});
