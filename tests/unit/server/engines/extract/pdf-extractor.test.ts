import { constants, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { pdfExtractor } from '../../../../../server/engines/extract/pdf/pdf-extractor.ts';
import {
  makeObjectStream,
  makePdfFile,
  type PdfObjects,
} from '../../../../fixtures/server/documents/make-pdf-file.ts';
import { openParts } from './open-parts.ts';

const open = (objects: PdfObjects, trailer = '') => openParts(pdfExtractor, makePdfFile(objects, trailer));
const flate = (dictionary: string, content: string | Uint8Array) => ({
  dictionary: `${dictionary} /Filter /FlateDecode`,
  stream: deflateSync(content),
});
/** Ends at a byte, so that what follows is read as a block of its own. */
const flushed = (bytes: Uint8Array): Buffer => deflateSync(bytes, { finishFlush: constants.Z_FULL_FLUSH });

describe('a PDF', () => {
  it('gives attached files by their names', () => {
    const { parts } = open({
      1: '<< /Names << /EmbeddedFiles << /Names [(a) 2 0 R] >> >> >>',
      2: '<< /Type /Filespec /F (old.txt) /UF <feff00610062002e006500780065> /EF << /F 3 0 R >> >>',
      3: flate('/Subtype /application#2Foctet-stream', 'MZ attached'),
      4: flate('/Type /EmbeddedFile', 'nobody names this'),
    });
    expect(parts.get('attachments/ab.exe')).toBe('MZ attached');
    expect(parts.get('attachments/object-4')).toBe('nobody names this');
  });

  it('gives scripts from strings, streams and objects of their own', () => {
    const { parts } = open({
      1: '<< /OpenAction << /S /JavaScript /JS (one\\050\\)) >> /A << /JS 2 0 R >> /B << /JS 3 0 R >> >>',
      2: flate('', 'two()'),
      3: '(three())',
      0: '(zero())',
      9: '<< /JS 0 0 R >>',
      4: '<< /S /JavaScript /JS <FEFF0066006F0075007200> >>',
    });
    expect(parts.get('script-1.js')?.trim().split('\n').toSorted()).toEqual([
      'four',
      'one()',
      'three()',
      'two()',
      'zero()',
    ]);
  });

  it('gives scripts that stand in front of what says so, and those in UTF-16', () => {
    const packed = makeObjectStream({ 5: '(f\\151rst\\050\\))', 6: '<< /S /JavaScript /JS 5 0 R >>' });
    const { parts } = open({
      1: '<< /A 6 0 R /B << /JS 3 0 R >> >>',
      2: flate(packed.dictionary, packed.stream),
      3: '<FEFF0077006900640065>',
    });
    expect(parts.get('script-1.js')?.trim().split('\n').toSorted()).toEqual(['first()', 'wide']);
  });

  it('gives a stream that nothing explains by itself, and joins those of pages', () => {
    const { parts } = open({
      1: '<< /Type /Page /Contents [2 0 R 3 0 R] >>',
      2: flate('', 'BT (page one) Tj ET'),
      3: flate('', 'BT (page two) Tj ET'),
      4: flate('', 'unexplained'),
      5: flate('/Type /XObject', 'PK\x03\x04 but a form'),
    });
    expect(parts.get('object-4')).toBe('unexplained');
    expect(parts.get('object-5')).toContain('PK');
    expect(parts.get('streams-1')).toBe('BT (page one) Tj ET\nBT (page two) Tj ET\n');
  });

  it('writes plainly what acts and was packed', () => {
    const packed = makeObjectStream({
      7: '<< /S /Launch /Win << /F (c\\155d.exe) >> >>',
      8: '<< /Font 1 >>',
    });
    const { parts } = open({ 1: '<< /OpenAction 7 0 R >>', 2: flate(packed.dictionary, packed.stream) });
    expect(parts.get('pdf-objects.txt')).toBe(
      '<< /OpenAction 7 0 R >>\n<< /S /Launch /Win << /F (cmd.exe) >> >>\n',
    );
  });

  it('writes plainly what acts and was escaped, and nothing else', () => {
    expect(
      open({ 1: '<< /Open#41ction << /S /J#61vaScript /JS (x) >> >>' }).parts.get('pdf-objects.txt'),
    ).toContain('/OpenAction << /S /JavaScript');
    expect(open({ 1: '<< /OpenAction << /S /JavaScript /JS (x) >> >>' }).parts.has('pdf-objects.txt')).toBe(
      false,
    );
  });

  it('finds what an older version held, and filters that stand elsewhere', () => {
    const old = makePdfFile({ 1: '<< >>', 2: flate('', 'old version') });
    const file = Buffer.concat([
      old,
      makePdfFile({
        2: 'null',
        3: '/FlateDecode',
        4: { dictionary: '/Filter 3 0 R', stream: deflateSync('by reference') },
      }),
    ]);
    const { parts } = openParts(pdfExtractor, file);
    expect([...parts.values()]).toEqual(['old version', 'by reference']);
  });

  it.each([
    ['without tables', (file: Buffer) => file.subarray(0, file.indexOf('xref'))],
    [
      'with a wrong length',
      (file: Buffer) => Buffer.from(file.toString('latin1').replace(/Length \d+/, 'Length 3'), 'latin1'),
    ],
    [
      'with a huge length',
      (file: Buffer) =>
        Buffer.from(file.toString('latin1').replace(/Length \d+/, 'Length 99999999999999999999'), 'latin1'),
    ],
    [
      'without the end of the stream',
      (file: Buffer) => Buffer.from(file.toString('latin1').replace('endstream', ''), 'latin1'),
    ],
    ['behind other bytes', (file: Buffer) => Buffer.concat([Buffer.from('junk\n'.repeat(50)), file])],
    [
      'with a dictionary that is not closed',
      (file: Buffer) => Buffer.from(file.toString('latin1').replace('>>\nstream', '\nstream'), 'latin1'),
    ],
  ])('is read %s', (_, change) => {
    const file = change(makePdfFile({ 1: '<< >>', 2: flate('', 'content '.repeat(9)) }));
    const { parts, unopened } = openParts(pdfExtractor, file);
    expect(parts.get('object-2')).toBe('content '.repeat(9));
    expect(unopened).toEqual([]);
  });

  it('tells of streams that it cannot decode', () => {
    const damaged = flate('', 'x'.repeat(1_000) + Array.from({ length: 5_000 }, (_, n) => n).join());
    damaged.stream.fill(0, 500);
    const { unopened } = open({ 1: damaged, 2: { dictionary: '/Filter /Potato', stream: Buffer.from('x') } });
    expect(unopened).toMatchObject([
      { reason: 'damaged', members: ['object-1'] },
      { reason: 'unsupported', words: 'nothing here knows the filter “Potato”', members: ['object-2'] },
    ]);
  });

  it('tells that it is encrypted', () => {
    expect(open({ 1: '<< >>' }, '/Encrypt 9 0 R').unopened).toMatchObject([{ reason: 'encrypted' }]);
    expect(
      open({ 1: { dictionary: '/Type /XRef /Encrypt 9 0 R', stream: Buffer.from('x') } }).unopened,
    ).toHaveLength(1);
  });

  it('that only looks like one holds nothing', () => {
    expect(openParts(pdfExtractor, Buffer.from('A text about %PDF-1.7 and obj.'))).toEqual({
      parts: new Map(),
      unopened: [],
    });
  });
});

describe('a hostile PDF', () => {
  it.each([
    ['brackets in brackets', `1 0 obj ${'['.repeat(200_000)}`],
    ['dictionaries in dictionaries', `1 0 obj ${'<</A'.repeat(100_000)}`],
    [
      'references to themselves',
      '1 0 obj << /Length 2 0 R >> stream\nx\nendstream endobj 2 0 obj 2 0 R endobj',
    ],
    ['streams without end', '1 0 obj << >> stream\n'.repeat(500)],
    [
      'an object stream that lists itself',
      '1 0 obj << /Type /ObjStm /First 9999 >> stream\n1 0 1 0 1 0\nendstream',
    ],
  ])('of %s ends', (_, body) => {
    expect(openParts(pdfExtractor, Buffer.from(`%PDF-1.7\n${body}`)).parts.size).toBeLessThan(200);
  });

  it.each([
    ['packed twice', { dictionary: '/Filter [/Fl /AHx]', stream: deflateSync(Buffer.alloc(90_000, ' ')) }],
    [
      'damaged behind much that can be read',
      { dictionary: '/Filter /Fl', stream: Buffer.concat([flushed(Buffer.alloc(90_000)), Buffer.of(7)]) },
    ],
  ])('whose streams are %s pays for all that is unpacked on the way', (_, bomb) => {
    const file = makePdfFile({ 1: bomb, 2: bomb });
    const limits = { ratioFloorBytes: 100_000, maxRatio: 1 };
    expect(() => openParts(pdfExtractor, file, { limits })).toThrow('ratio');
  });

  it('whose object holds a million values is given up', () => {
    const body = Buffer.from(`%PDF-1.7\n1 0 obj ${'['.repeat(1_100_000)}`);
    expect(() => openParts(pdfExtractor, body)).toThrow('one of its objects holds too many values');
  });

  it('whose objects lie in each other is given up', () => {
    const body = Buffer.from(`%PDF-1.7\n${'1 0 obj ('.repeat(30_000)}`);
    expect(() => openParts(pdfExtractor, body)).toThrow('its objects lie in each other');
  });

  it('of nothing but comments that never end is given up when the time is over', () => {
    const body = Buffer.from(`%PDF-1.7\n${'1 0 obj%'.repeat(10)}`);
    expect(() => openParts(pdfExtractor, body, { limits: { maxMs: -1 } })).toThrow('time');
  });
});
