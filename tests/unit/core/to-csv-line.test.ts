import { expect, test } from 'vitest';
import { toCsvLine } from '../../../lib/core/to-csv-line.ts';

test('cells are joined by commas, and the line ends as RFC 4180 wants it', () => {
  expect(toCsvLine(['a', 1, undefined, 'b c'])).toBe('a,1,,b c\r\n');
});

test.each([
  ['a,b', '"a,b"'],
  ['say "hi"', '"say ""hi"""'],
  ['two\nlines', '"two\nlines"'],
  [' spaces ', '" spaces "'],
])('%j is quoted', (text, cell) => {
  expect(toCsvLine([text])).toBe(`${cell}\r\n`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '|calc', '%0A', '＝1', '＋1', '－1', '＠a'])(
  '%s is no formula',
  (text) => {
    expect(toCsvLine([text])).toBe(`'${text}\r\n`);
  },
);

test.each(['\t=1', ' =1', '\r=1', '\u200b=1', '\tx', '=cmd|" /C calc"!A0'])('nor is %j', (text) => {
  expect(toCsvLine([text])).toMatch(/^"?'/);
});

test.each(['report.pdf', 'a=b', 'https://a.example/?b=c', '1-2'])('%s stays as it is', (text) => {
  expect(toCsvLine([text])).toBe(`${text}\r\n`);
});

test('a number is no formula', () => {
  expect(toCsvLine([-1])).toBe('-1\r\n');
});
