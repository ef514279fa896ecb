import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDisposition } from '../../../lib/core/content-disposition.ts';

/** Measured in Firefox 153. `tests/e2e-firefox` asks the browser that is there. */
describe('readDisposition: the word', () => {
  it.each([
    'attachment',
    ' ATTACHMENT ; filename=a',
    'form-data',
    'something; filename=a',
    '"attachment"',
    'attachment, inline',
    'inline, attachment',
    'name=attachment',
  ])('takes %j for an attachment', (header) => {
    expect(readDisposition(header).isAttachment).toBe(true);
  });

  it.each([
    '',
    ' ',
    'inline',
    'INLINE; filename=a.exe',
    'inline attachment',
    'filename=a.html',
    ';filename=a',
  ])('takes %j for none', (header) => {
    expect(readDisposition(header).isAttachment).toBe(false);
  });
});

describe('readDisposition: the name', () => {
  it.each([
    ['attachment', ''],
    ['attachment; filename=', ''],
    ['attachment; filename=a.exe', 'a.exe'],
    ['attachment; filename="a b.exe"', 'a b.exe'],
    ['attachment; filename=a b.exe ; size=3', 'a b.exe'],
    ['attachment; filename="not closed.exe', 'not closed.exe'],
    ['attachment; filename="a;b.exe"; x=y', 'a;b.exe'],
    [String.raw`attachment; filename="a\"b.exe"`, 'a"b.exe'],
    ['attachment; x="filename=no.txt"; filename=yes.exe', 'yes.exe'],
    ['attachment; FILENAME = "a.exe"', 'a.exe'],
    ['attachment; filename=first.exe; filename=second.txt', 'first.exe'],
    ["attachment; filename=a.txt; filename*=UTF-8''b.exe", 'b.exe'],
    ["attachment; filename*=utf-8'en'na%C3%AFve%20%E2%98%82.exe", 'naïve ☂.exe'],
    ["attachment; filename*=iso-8859-1''%A3.exe", '£.exe'],
    ["attachment; filename*=UTF-8''%ZZ.exe; filename=a.txt", 'a.txt'],
    ["attachment; filename*=UTF-8''%FF.exe; filename=a.txt", 'a.txt'],
    ["attachment; filename*=no-such-charset''b.exe; filename=a.txt", 'a.txt'],
    ['attachment; filename*=b.exe; filename=a.txt', 'a.txt'],
    ['attachment; filename*0=set; filename*1="up.exe"', 'setup.exe'],
    ["attachment; filename*0*=UTF-8''s%20et; filename*1=up; filename*2*=%2Eexe", 's etup.exe'],
    ['attachment; filename*1=up.exe; filename=a.txt', 'a.txt'],
    ['attachment; filename="se%74up.exe"', 'setup.exe'],
    ['attachment; filename="100%.exe"', '100%.exe'],
    ['attachment; filename="=?UTF-8?B?c2V0dXAuZXhl?="', 'setup.exe'],
    ['attachment; filename="=?utf-8?Q?set=75p_1=2Eexe?="', 'setup 1.exe'],
    ['attachment; filename="=?utf-8?B?%%%?="', '=?utf-8?B?%%%?='],
    ['attachment; filename="naÃ¯ve.exe"', 'naïve.exe'],
    ['attachment; filename="na\xefve.exe"', 'na\xefve.exe'],
    ['attachment; filename="☂.exe"', '☂.exe'],
    ['attachment; filename="..\\/..\\/etc/x"', '../../etc/x'],
  ])('reads %j as %j', (header, name) => {
    expect(readDisposition(header).name).toBe(name);
  });

  it('reads anything without a fault, and what is written by the book as it was meant', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void readDisposition(text)));
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 100 }), (name) => {
        const header = `attachment; filename*=UTF-8''${encodeURIComponent(name).replaceAll("'", '%27')}`;
        expect(readDisposition(header)).toEqual({ isAttachment: true, name });
      }),
    );
  });

  it.each(['filename="', 'filename*0=a;', '\\"', '=?a?b?', "'", ';;;;', 'a=', '%41'])(
    'reads a megabyte of %j no further than it must',
    (piece) => {
      const header = `attachment; ${piece.repeat(1_000_000 / piece.length)}; filename=late.exe`;
      expect(readDisposition(header).name).not.toContain('late');
    },
  );
});
