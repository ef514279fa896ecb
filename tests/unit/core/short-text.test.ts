import { expect, test } from 'vitest';
import { toShortText } from '../../../lib/core/short-text.ts';

test('a text that fits stays, with what is unseen named', () => {
  expect(toShortText('report.pdf')).toBe('report.pdf');
  expect(toShortText('invoice\u202efdp.exe')).toBe('invoice⟨RLO⟩fdp.exe');
});

test('of a longer one the beginning and the end are left', () => {
  const short = toShortText(`${'😀'.repeat(10_000)}.pdf.exe`);
  expect([...short]).toHaveLength(151);
  expect(short).toMatch(/^(😀){120}…(😀){22}\.pdf\.exe$/u);
});
