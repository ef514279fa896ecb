import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMarkedName, toMarkedName } from '../../../lib/core/marked-name.ts';
import { bytesOf, toSafeName } from '../../../lib/core/safe-name.ts';
import { aHostileName } from '../../factories/name-factory.ts';

/** Own name, its type where it matters, marked name. */
const NAMES = [
  ['setup.exe', '', 'setup.exe.unverified'],
  ['w.docx', '', 'w.unverified.docx'],
  ['setup.exe', 'application/octet-stream', 'setup.exe.unverified'],
  ['setup.exe', 'application/pdf', 'setup.exe.unverified.unverified'],
  ['setup.exe', 'text/html; charset=utf-8', 'setup.exe.unverified.unverified'],
  ['report.pdf', 'application/pdf', 'report.unverified.pdf'],
  ['macro.xlsm', 'application/zip', 'macro.xlsm.unverified.unverified'],
  ['report.pdf', '', 'report.unverified.pdf'],
  ['Report.PDF', '', 'Report.unverified.PDF'],
  ['report.pdf', 'application/octet-stream', 'report.pdf.unverified'],
  ['archive.zip', '', 'archive.unverified.zip'],
  ['page.html', '', 'page.html.unverified'],
  ['script.js', '', 'script.js.unverified'],
  ['picture.png', '', 'picture.unverified.png'],
  ['notes.txt', '', 'notes.unverified.txt'],
  ['data', 'application/octet-stream', 'data.unverified'],
  ['archive.tar.gz', '', 'archive.tar.unverified.gz'],
  ['a.b.c.d.exe', '', 'a.b.c.d.exe.unverified'],
  ['.htaccess', '', '.htaccess.unverified'],
  ['Report v1. final draft', '', 'Report v1. final draft.unverified'],
  ['report (1).pdf', '', 'report (1).unverified.pdf'],
  ['report (1)', '', 'report (1).unverified'],
  ['👨‍👩‍👧 ❤️.png', '', '👨‍👩‍👧 ❤️.unverified.png'],
  ['setup.exe.unverified', '', 'setup.exe.unverified.unverified'],
  ['report.unverified.pdf', '', 'report.unverified.unverified.pdf'],
  ['unverified.pdf', '', 'unverified.unverified.pdf'],
] as const;

test.each(NAMES)('%s of the type %j is marked as %s', (own, type, marked) => {
  expect(toMarkedName(own, type)).toBe(marked);
  expect(isMarkedName(marked)).toBe(true);
});

test.each([
  'setup.exe',
  'unverified',
  '.unverified',
  'unverified.pdf',
  'my-unverified.pdf',
  '',
  'a.unverified.b.c',
])('%j bears no mark', (name) => {
  expect(isMarkedName(name)).toBe(false);
});

test.each([
  ['invoice\u202efdp.exe', 'invoicefdp.exe.unverified'],
  ['con', '_con.unverified'],
  ['aux.pdf', '_aux.unverified.pdf'],
  ['', 'download.unverified'],
  ['../a"b.exe', 'a_b.exe.unverified'],
])('%j is made safe first: %j', (own, marked) => {
  expect(toMarkedName(own)).toBe(marked);
});

test('without an ending, a type that the browser knows takes the last ending, and the mark stays', () => {
  const marked = toMarkedName('report', 'text/plain');
  expect(marked).toBe('report.unverified.unverified');
  const landed = marked.replace(/\.[^.]*$/, '.txt');
  expect(isMarkedName(landed)).toBe(true);
});

test.each(['exe msi scr bat cmd js mjs vbs lnk hta jar html svg sh desktop app dmg ps1 reg'])(
  'none of %s is ever the last ending',
  (endings) => {
    for (const ending of endings.split(' ')) {
      for (const type of [
        '',
        'application/octet-stream',
        'text/plain',
        'image/png',
        'application/x-msdownload',
      ])
        expect(toMarkedName(`setup.${ending}`, type)).toMatch(/\.unverified$/);
    }
  },
);

test('a long name leaves room for the mark, also in the paths of Windows', () => {
  expect(bytesOf(toMarkedName(`${'n'.repeat(280)}.exe`, 'text/plain'))).toBe(142);
});

describe('where the name is taken', () => {
  test.each([
    'setup.exe (1).unverified',
    'setup.exe(2).unverified',
    'setup.exe.unverified (3)',
    'report.unverified (12).pdf',
    'report.unverified(1).pdf',
    'data (1).unverified',
  ])('%s is one still', (marked) => {
    expect(isMarkedName(marked)).toBe(true);
  });
});

describe('any text at all', () => {
  const type = fc.constantFrom('', 'application/octet-stream', 'application/pdf', 'text/html; charset=utf-8');

  test('gets a safe marked name with room for what browsers add', () => {
    fc.assert(
      fc.property(aHostileName(), type, (name, mime) => {
        const marked = toMarkedName(name, mime);
        expect(isMarkedName(marked)).toBe(true);
        expect(bytesOf(`${marked} (999).crdownload`)).toBeLessThanOrEqual(255);
        expect(toSafeName(marked)).toBe(marked);
      }),
      { numRuns: 500 },
    );
  });

  test('keeps its mark when the browser replaces the ending of a type that it knows', () => {
    fc.assert(
      fc.property(aHostileName(), fc.constantFrom('pdf', 'txt'), (name, ending) => {
        const marked = toMarkedName(name, ending === 'pdf' ? 'application/pdf' : 'text/plain');
        expect(isMarkedName(marked.replace(/\.[^.]*$/, `.${ending}`))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
