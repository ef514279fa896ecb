import { expect, it } from 'vitest';
import { createFailureCounts } from '../../../../../server/engines/clamav/failure-counts.ts';

it('counts for each scan, and forgets one when it is told to', () => {
  const failures = createFailureCounts(10);
  expect([1, 2, 1, 1].map(failures.add)).toEqual([1, 1, 2, 3]);
  failures.forget(1);
  expect([1, 2].map(failures.add)).toEqual([1, 2]);
});

it('past its bound forgets the one that failed the longest ago', () => {
  const failures = createFailureCounts(2);
  expect([1, 2, 1, 3].map(failures.add)).toEqual([1, 1, 2, 1]);
  expect([1, 3, 2].map(failures.add)).toEqual([3, 2, 1]);
});
