import { expect, test } from 'vitest';
import { toFigure } from '../../../../scripts/bench/figure.ts';
import { toReadmeTable } from '../../../../scripts/bench/to-readme-table.ts';

test('the most telling figures are lines, those that were not measured are none', () => {
  const results = { size: { packed: toFigure([150_000], 'bytes'), background: toFigure([1], 'bytes') } };
  expect(toReadmeTable(results).split('\n').slice(2)).toEqual([
    '| The packed extension | 150 kB | 150 kB – 150 kB |',
  ]);
});
