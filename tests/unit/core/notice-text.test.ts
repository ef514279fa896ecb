import { expect, test } from 'vitest';
import { toNoticeName, toNoticeText } from '../../../lib/core/notice-text.ts';

test('a name can not be made to read as another one', () => {
  expect(toNoticeName('invoice\u202efdp.exe')).toBe('invoice⟨RLO⟩fdp.exe');
  expect(toNoticeText('one\u2066two\nthree', 50)).toBe('one⟨LRI⟩two\nthree');
});

test('a long name keeps its ending in sight', () => {
  const name = toNoticeName(`${'report '.repeat(2_000)}final.pdf.exe`);
  expect([...name]).toHaveLength(60);
  expect(name.endsWith('final.pdf.exe')).toBe(true);
});

test('a long text is cut, and no character in two', () => {
  expect(toNoticeText('🦠🦠🦠🦠', 3)).toBe('🦠🦠…');
});
