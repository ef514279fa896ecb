import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesOf, cutToBytes, MAX_NAME_BYTES, splitName, toSafeName } from '../../../lib/core/safe-name.ts';
import { aHostileName } from '../../factories/name-factory.ts';

const FAMILY = '👨‍👩‍👧';

test.each([
  ['setup.exe', 'setup', '.exe'],
  ['archive.tar.gz', 'archive.tar', '.gz'],
  ['report', 'report', ''],
  ['.htaccess', '.htaccess', ''],
  ['...exe', '...exe', ''],
  ['a.', 'a.', ''],
  ['..', '..', ''],
  ['', '', ''],
  ['a..b', 'a.', '.b'],
  ['Report v1. final draft', 'Report v1. final draft', ''],
  ['résumé.текст', 'résumé', '.текст'],
  [`a.${'b'.repeat(17)}`, `a.${'b'.repeat(17)}`, ''],
  ['setup.e\u200dxe', 'setup.e\u200dxe', ''],
])('%j is %j and %j', (name, stem, ending) => {
  expect(splitName(name)).toEqual({ stem, ending });
});

describe('a safe name', () => {
  test.each([
    ['setup.exe', 'setup.exe'],
    ['My “own” file (1).pdf', 'My “own” file (1).pdf'],
    [`${FAMILY} photo ❤️.png`, `${FAMILY} photo ❤️.png`],
    ['.htaccess', '.htaccess'],
    ['../../etc/passwd', 'passwd'],
    ['C:\\Windows\\evil.exe', 'evil.exe'],
    ['a"b<c>d:e|f?g*h.txt', 'a_b_c_d_e_f_g_h.txt'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['a\u0000b\nc\u200b.exe', 'abc.exe'],
    ['lone\ud800surrogate.exe', 'lonesurrogate.exe'],
    ['report.pdf             .exe', 'report.pdf .exe'],
    ['setup.exe. . .', 'setup.exe'],
    ['  setup.exe', 'setup.exe'],
    ['con', '_con'],
    ['CON.txt', '_CON.txt'],
    ['nul .tar.gz', '_nul .tar.gz'],
    ['com1.exe', '_com1.exe'],
    ['LPT³', '_LPT³'],
    ['console.txt', 'console.txt'],
    ['com10', 'com10'],
    ['', 'download'],
    ['...', 'download'],
    ['\u202e', 'download'],
    ['a/', 'download'],
  ])('of %j is %j', (name, safe) => {
    expect(toSafeName(name)).toBe(safe);
  });

  test('is cut in its stem, never in its ending or inside an emoji', () => {
    expect(toSafeName(`${'a'.repeat(300)}.exe`)).toBe(`${'a'.repeat(251)}.exe`);
    expect(toSafeName(`${FAMILY.repeat(20)}.png`)).toBe(`${FAMILY.repeat(13)}.png`);
    expect(toSafeName(`${'a'.repeat(20)} . . . b.exe`, 28)).toBe(`${'a'.repeat(20)}.exe`);
  });

  test('is one for any text at all', () => {
    fc.assert(
      fc.property(aHostileName(), fc.integer({ min: 80, max: MAX_NAME_BYTES }), (name, limit) => {
        const safe = toSafeName(name, limit);
        expect(bytesOf(safe)).toBeLessThanOrEqual(limit);
        expect(safe).not.toBe('');
        expect(safe.isWellFormed()).toBe(true);
        expect(safe).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Bidi_Control}]|^ |[. ]$/u);
        expect(safe).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d) *(\.|$)/i);
        expect(toSafeName(safe, limit)).toBe(safe);
      }),
      { numRuns: 500 },
    );
  });
});

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['äöü', 5, 'äö'],
  [FAMILY + FAMILY, 20, FAMILY],
  [FAMILY, 10, '👨‍'],
  [`a${'\u0301'.repeat(50)}`, 6, 'a\u0301\u0301'],
  ['é', 1, ''],
  ['a', 0, ''],
])('%j cut to %i bytes is %j', (text, limit, cut) => {
  expect(cutToBytes(text, limit)).toBe(cut);
});
