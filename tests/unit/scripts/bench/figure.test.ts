import { expect, test } from 'vitest';
import { toFigure, toRatio } from '../../../../scripts/bench/figure.ts';

test('the median of an even number of runs lies between the two in the middle', () => {
  expect(toFigure([4, 1, 3, 2], 'ms')).toEqual({ median: 2.5, min: 1, max: 4, unit: 'ms' });
});

test('the median of an odd number of runs is the one in the middle', () => {
  expect(toFigure([30, 10, 20], 'bytes')).toEqual({ median: 20, min: 10, max: 30, unit: 'bytes' });
});

test('nothing measured is no figure', () => {
  expect(() => toFigure([], 'ms')).toThrow(RangeError);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])('%d is no measurement', (sample) => {
  expect(() => toFigure([1, sample], 'ms')).toThrow(RangeError);
});

test('a figure is told as a multiple of another', () => {
  expect(toRatio(toFigure([12], 'ms'), toFigure([10], 'ms'))).toEqual({
    median: 1.2,
    min: 1.2,
    max: 1.2,
    unit: 'ratio',
  });
});
