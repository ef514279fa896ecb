import { expect, test } from 'vitest';
import { toFigure } from '../../../../scripts/bench/figure.ts';
import { mergeResults } from '../../../../scripts/bench/merge-results.ts';

const one = toFigure([1], 'count');
const two = toFigure([2], 'count');

test('what was not measured again stays', () => {
  const merged = mergeResults(
    { idle: { requests: one }, size: { packed: one } },
    { size: { packed: two } },
    new Set(['size']),
  );
  expect(merged).toEqual({ idle: { requests: one }, size: { packed: two } });
});

test('a part leaves the figures of the other parts', () => {
  const merged = mergeResults(
    { load: { 'links.lost': one } },
    { load: { 'downloads.lost': two } },
    new Set(),
  );
  expect(merged).toEqual({ load: { 'links.lost': one, 'downloads.lost': two } });
});

test('of what was measured as a whole, no figure of an earlier name stays', () => {
  expect(mergeResults({ size: { old: one } }, { size: { packed: two } }, new Set(['size']))).toEqual({
    size: { packed: two },
  });
});
