import { expect, test } from 'vitest';
import { toFigure } from '../../../../scripts/bench/figure.ts';
import { toBenchTable } from '../../../../scripts/bench/to-bench-table.ts';

test('each figure is a line, with its unit', () => {
  expect(toBenchTable({ popup: { 'first-rows.0': toFigure([20, 30, 40], 'ms') } })).toBe(
    [
      '| figure             | median | min   | max   |',
      '| ------------------ | ------ | ----- | ----- |',
      '| popup.first-rows.0 | 30 ms  | 20 ms | 40 ms |',
    ].join('\n'),
  );
});

test('against an earlier run each is told as a multiple, a new one as new, and one in another unit as that', () => {
  const before = {
    load: { lost: toFigure([0], 'count'), peak: toFigure([4], 'count'), heap: toFigure([4], 'ms') },
  };
  const now = {
    load: {
      lost: toFigure([1], 'count'),
      peak: toFigure([6], 'count'),
      time: toFigure([5], 'ms'),
      heap: toFigure([8], 'bytes'),
    },
  };
  const lasts = toBenchTable(now, before)
    .split('\n')
    .slice(2)
    .map((line) => line.split('|').at(-2)?.trim());
  expect(lasts).toEqual(['was 0', '× 1.50', 'new', 'was in ms']);
});
