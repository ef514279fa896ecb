import { describe, expect, it } from 'vitest';
import { rtfExtractor } from '../../../../../server/engines/extract/rtf/rtf-extractor.ts';
import { makeCompoundFile } from '../../../../fixtures/server/documents/make-compound-file.ts';
import { makeOle1Object, makePackage } from '../../../../fixtures/server/documents/make-package.ts';
import { openParts } from './open-parts.ts';

const CONTENT = 'MZ the program';
const HEX = makeOle1Object('Package', makePackage('tool.exe', Buffer.from(CONTENT))).toString('hex');
const open = (rtf: string | Buffer) => openParts(rtfExtractor, Buffer.from(rtf));
const strew = (every: number, what: string): string =>
  [...HEX].map((digit, index) => (index % every === 0 ? `${what}${digit}` : digit)).join('');

describe('an RTF object', () => {
  it.each([
    ['plain', HEX],
    ['in capitals', HEX.toUpperCase()],
    ['in lines', strew(2, '\r\n\t ')],
    ['with control words between its digits', strew(3, '\\foo12 ')],
    ['with a control word that ends in a number', strew(5, '\\par0105\n')],
    ['with ignored groups between its digits', strew(4, '{\\*\\unknown 1234}')],
    ['with empty groups between its digits', strew(3, '{}{\\b{}}')],
    ['with control symbols between its digits', strew(3, '\\~\\-\\{\\}')],
    ['with quoted characters between whole bytes', strew(4, "\\'ab")],
    ['with a digit that a quoted character takes away', `0105${"7\\'ab"}${HEX.slice(4)}`],
    ['with letters that are no digits', strew(3, 'xyzg')],
    ['without an end', `${HEX}`.padEnd(HEX.length + 5)],
  ])('%s gives the file in it', (_, data) => {
    const { parts, unopened } = open(
      `{\\rtf1{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata ${data}}}}`,
    );
    expect(parts.get('object-1/tool.exe')).toBe(CONTENT);
    expect(unopened).toEqual([]);
  });

  it('is read out of raw bytes', () => {
    const object = Buffer.from(HEX, 'hex');
    const start = Buffer.from(`{\\rtf1{\\object{\\*\\objdata \\bin${object.length} `);
    expect(open(Buffer.concat([start, object, Buffer.from('}}}')])).parts.get('object-1/tool.exe')).toBe(
      CONTENT,
    );
  });

  it('is read with what may be ignored and without', () => {
    const hidden = `{\\rtf1{\\object{\\*\\objdata ${HEX.slice(0, 20)}{\\*\\x ${HEX.slice(20)}}}}`;
    expect(open(hidden).parts.get('object-1-read-otherwise/tool.exe')).toBe(CONTENT);
  });

  it('is found behind bytes that claim to be binary, and in a file without the usual start', () => {
    expect(open(` \n{\\rt{\\bin99999999 {\\*\\objdata\n${HEX}}}`).parts.get('object-1/tool.exe')).toBe(
      CONTENT,
    );
  });

  it('gives the compound file of other classes, whatever its lengths say', () => {
    const compound = makeCompoundFile({ 'Equation Native': 'x' });
    const object = makeOle1Object('Equation.3', compound);
    const { parts } = open(`{\\rtf1{\\*\\objdata ${object.toString('hex')}}}`);
    expect(parts.get('object-1/Equation.3')).toBe(compound.toString('latin1'));
    object.writeUInt32LE(0xffff_ffff, 8);
    const { parts: broken } = open(`{\\rtf1{\\*\\objdata ${object.toString('hex')}}}`);
    expect(broken.get('object-1/compound-file')).toBe(compound.toString('latin1'));
  });

  it('gives pictures and stored data as well', () => {
    const { parts } = open(
      '{\\rtf1{\\pict{\\*\\blipuid ffff}\\pngblip\\picw100 89504e47}{\\*\\datastore 0102}}',
    );
    expect(parts.get('picture-1')).toBe('\x89PNG');
    expect(parts.get('data-store-2')).toBe('\x01\x02');
  });
});

it('objects in each other are given up after a while, and that is told', () => {
  const { unopened } = open(`{\\rtf1${'{\\*\\objdata 0'.repeat(20_000)}`);
  expect(unopened).toMatchObject([{ reason: 'damaged' }]);
});
