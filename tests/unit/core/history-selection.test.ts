import { expect, test } from 'vitest';
import {
  type HistorySelection,
  NOTHING_SELECTED,
  type SelectHow,
  selectRow,
  toMovedIndex,
} from '../../../lib/core/history-selection.ts';

const SHOWN = ['a', 'b', 'c', 'd', 'e'];

/** The rows that are chosen after these steps. */
function after(...steps: readonly [index: number, how: SelectHow][]): HistorySelection {
  return steps.reduce((selection, [index, how]) => selectRow(selection, SHOWN, index, how), NOTHING_SELECTED);
}

const idsAfter = (...steps: readonly [number, SelectHow][]) => [...after(...steps).ids];

test('a row is chosen alone, or beside the others', () => {
  expect(idsAfter([1, 'only'], [3, 'only'])).toEqual(['d']);
  expect(idsAfter([1, 'only'], [3, 'toggle'])).toEqual(['b', 'd']);
  expect(idsAfter([1, 'only'], [1, 'toggle'])).toEqual([]);
});

test('a range goes from where it began, both ways', () => {
  expect(idsAfter([2, 'only'], [4, 'range'])).toEqual(['c', 'd', 'e']);
  expect(idsAfter([2, 'only'], [4, 'range'], [0, 'range'])).toEqual(['a', 'b', 'c']);
  expect(idsAfter([3, 'range'])).toEqual(['d']);
});

test('moving chooses nothing, and the next range begins there', () => {
  expect(after([0, 'only'], [3, 'move'])).toEqual({ ids: new Set(['a']), active: 'd', anchor: 'd' });
  expect(idsAfter([0, 'only'], [3, 'move'], [4, 'range'])).toEqual(['d', 'e']);
});

test('a row that is not there changes nothing', () => {
  expect(after([5, 'only'])).toBe(NOTHING_SELECTED);
});

test('a range whose beginning has gone begins at the top', () => {
  const gone = { ids: new Set<string>(), active: 'x', anchor: 'x' };
  expect([...selectRow(gone, SHOWN, 1, 'range').ids]).toEqual(['a', 'b']);
});

test.each([
  ['ArrowDown', 3],
  ['ArrowUp', 1],
  ['PageDown', 9],
  ['PageUp', 0],
  ['Home', 0],
  ['End', 9],
  ['x', undefined],
])('%s leads to %s', (key, index) => {
  expect(toMovedIndex(key, 2, 10, 20)).toBe(index);
});
