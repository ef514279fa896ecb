import { expect, test } from 'vitest';
import { withUnit } from '../../../../scripts/bench/with-unit.ts';

test.each([
  [8.15, 'ms', '8.15 ms'],
  [124.6, 'ms', '125 ms'],
  [3_240, 'ms', '3.2 s'],
  [58_300, 'bytes', '58 kB'],
  [501_400_000, 'bytes', '501.4 MB'],
  [1_440_000_000, 'bytes', '1.4 GB'],
  [180_000_000, 'bytes/s', '180.0 MB/s'],
  [2_000, 'count', '2,000'],
  [1.02, 'ratio', '× 1.02'],
] as const)('%d %s is told as %s', (value, unit, words) => {
  expect(withUnit(value, unit)).toBe(words);
});
