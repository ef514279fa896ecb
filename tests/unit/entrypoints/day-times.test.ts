import { expect, test } from 'vitest';
import { toDateText, toDayStart } from '../../../entrypoints/history/day-times.ts';

test('a day begins at midnight where the person lives, and comes back as it was', () => {
  const start = toDayStart('2026-11-28');
  expect(start).toBe(new Date(2026, 10, 28).getTime());
  expect(toDateText(start)).toBe('2026-11-28');
});

test('the day after the last of a month is the first of the next', () => {
  const end = toDayStart('2026-12-31', 1);
  expect(end).toBe(new Date(2027, 0, 1).getTime());
  expect(toDateText(end, -1)).toBe('2026-12-31');
});

test.each(['', '28.11.2026', 'today'])('"%s" is no day', (text) => {
  expect(toDayStart(text)).toBeUndefined();
});

test('no time is no day', () => {
  expect(toDateText(undefined)).toBe('');
});
