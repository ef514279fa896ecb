import { expect, test } from 'vitest';
import { toVisibleText } from '../../../lib/core/visible-text.ts';
import { HOSTILE_NAMES } from '../../factories/hostile-names.ts';

test.each(HOSTILE_NAMES)('%s can be seen', (_what, name, shown) => {
  expect(toVisibleText(name)).toBe(shown);
});

test.each(HOSTILE_NAMES)('%s is the same when shown again', (_what, _name, shown) => {
  expect(toVisibleText(shown)).toBe(shown);
});

test.each([
  'report.pdf',
  'Übersicht für März.docx',
  'דוח שנתי.pdf',
  '年次報告書.xlsx',
  'می‌خواهم.pdf',
  'क्‍ष.pdf',
  '👩‍👩‍👧 ❤️.png',
  'two  spaces.txt',
  '',
])('%j stays as it is', (name) => {
  expect(toVisibleText(name)).toBe(name);
});

test('ten thousand characters take no time', () => {
  const long = '\u202e a\u0301'.repeat(2_500);
  expect(toVisibleText(long)).toBe('⟨RLO⟩ a\u0301'.repeat(2_500));
});

test('a sign that makes no picture of a digit is named', () => {
  expect(toVisibleText('invoice1\ufe0f.pdf')).toBe('invoice1⟨U+FE0F⟩.pdf');
  expect(toVisibleText('1\ufe0f\u20e3')).toBe('1\ufe0f\u20e3');
});
