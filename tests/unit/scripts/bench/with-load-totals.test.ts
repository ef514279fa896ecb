import { expect, test } from 'vitest';
import { toFigure } from '../../../../scripts/bench/figure.ts';
import { withLoadTotals } from '../../../../scripts/bench/with-load-totals.ts';

const counted = (...samples: readonly number[]) => toFigure(samples, 'count');

test('what every kind of load lost and duplicated is told in one figure each', () => {
  const { load } = withLoadTotals({
    load: {
      'downloads-500.lost': counted(1),
      'links-2000.lost': counted(0, 2, 4),
      'links-2000.duplicated': counted(0),
      // An earlier sum is none of its own parts.
      lost: counted(9),
    },
  });
  expect(load).toMatchObject({
    lost: { median: 3, min: 1, max: 5, unit: 'count' },
    duplicated: { median: 0, min: 0, max: 0, unit: 'count' },
  });
});

test('without a load there is no such figure', () => {
  const results = { size: { packed: counted(1) } };
  expect(withLoadTotals(results)).toEqual(results);
});
