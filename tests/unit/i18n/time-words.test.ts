import { expect, test } from 'vitest';
import { agoWords, durationWords } from '../../../lib/i18n/time-words.ts';

const NOW = Date.UTC(2026, 10, 2);
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [0, 'now'],
  [999, 'now'],
  [SECOND, '1 sec. ago'],
  [59 * SECOND, '59 sec. ago'],
  [MINUTE, '1 min. ago'],
  [12.9 * MINUTE, '12 min. ago'],
  [HOUR - 1, '59 min. ago'],
  [HOUR, '1 hr. ago'],
  [DAY - 1, '23 hr. ago'],
  [DAY, 'yesterday'],
  [29 * DAY, '29 days ago'],
  [30 * DAY, 'last mo.'],
  [364 * DAY, '12 mo. ago'],
  [365 * DAY, 'last yr.'],
  [800 * DAY, '2 yr. ago'],
])('what was %d ms ago is told as "%s"', (age, words) => {
  expect(agoWords(NOW - age, NOW)).toBe(words);
});

test('a time ahead, after the clock was set back, is told as now', () => {
  expect(agoWords(NOW + HOUR, NOW)).toBe('now');
});

test.each([
  [-5 * SECOND, '0 sec'],
  [0, '0 sec'],
  [8_999, '8 sec'],
  [119_999, '119 sec'],
  [2 * MINUTE, '2 min'],
  [119.9 * MINUTE, '119 min'],
])('%d ms last "%s"', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});
