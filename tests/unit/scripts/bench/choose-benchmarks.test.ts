import { expect, test } from 'vitest';
import { chooseBenchmarks, toBenchmarkId } from '../../../../scripts/bench/choose-benchmarks.ts';

const ALL = [
  { name: 'size' },
  { name: 'load', part: 'links' },
  { name: 'load', part: 'downloads' },
  { name: 'idle' },
];
const idsFor = (...only: string[]) => chooseBenchmarks(ALL, only).map(toBenchmarkId);

test('without a wish all are measured', () => {
  expect(idsFor()).toEqual(['size', 'load.links', 'load.downloads', 'idle']);
});

test('a name stands for all of its parts, and a part for itself', () => {
  expect(idsFor('load')).toEqual(['load.links', 'load.downloads']);
  expect(idsFor('load.downloads')).toEqual(['load.downloads']);
});

test('names come one by one or with commas, and the order is that of the list', () => {
  expect(idsFor('idle, load.links', 'size')).toEqual(['size', 'load.links', 'idle']);
});

test('what there is not is named', () => {
  expect(() => idsFor('size,speed', 'load.files')).toThrow('speed, load.files');
});
