import { createHash } from 'node:crypto';
import { constants, deflateRawSync, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_CONFIG } from '../../../../../server/config.ts';
import { decodeStream } from '../../../../../server/engines/extract/pdf/decode-stream.ts';
import { parsePdfValue } from '../../../../../server/engines/extract/pdf/pdf-parser.ts';
import { createUnpackBudget } from '../../../../../server/engines/unpack-budget.ts';

const TEXT = 'The quick brown fox. '.repeat(20);

function decode(stream: Uint8Array | string, dictionary: string, maxMemberBytes = 1_000_000) {
  const budget = createUnpackBudget({ ...DEFAULT_CONFIG.unpack, maxMemberBytes }, stream.length, Date.now);
  const value = parsePdfValue(Buffer.from(`<< ${dictionary} >>`), 0)?.value;
  if (value === undefined) throw new Error('no dictionary');
  const { bytes, ...rest } = decodeStream(Buffer.from(stream), value, { budget, resolve: (each) => each });
  return { text: bytes.toString('latin1'), ...rest };
}

const read = { whole: true, unknownFilter: null };

describe('a filter', () => {
  it.each<[what: string, dictionary: string, stream: Uint8Array | string, text: string]>([
    ['Flate', '/Filter /FlateDecode', deflateSync(TEXT), TEXT],
    ['Flate in short', '/Filter /Fl', deflateSync(TEXT), TEXT],
    [
      'Flate with a broken header',
      '/Filter /FlateDecode',
      Buffer.concat([Buffer.from('zz'), deflateRawSync(TEXT)]),
      TEXT,
    ],
    [
      'Flate with a wrong checksum',
      '/Filter /FlateDecode',
      Buffer.concat([deflateSync(TEXT).subarray(0, -4), Buffer.alloc(4)]),
      TEXT,
    ],
    [
      'Flate without an end',
      '/Filter /FlateDecode',
      deflateSync(TEXT, { finishFlush: constants.Z_SYNC_FLUSH }),
      TEXT,
    ],
    ['Flate of nothing', '/Filter /FlateDecode /Length 0', '', ''],
    ['hex', '/Filter /ASCIIHexDecode', '48 65 6C\n6c 6F 7>ff', 'Hellop'],
    ['base 85', '/Filter [/ASCII85Decode]', '<~87cUR\nD]i,"Ebo7~>', 'Hello World'],
    ['base 85 with zeros', '/Filter /A85', 'z87cUR~>', '\0\0\0\0Hell'],
    [
      'run lengths',
      '/Filter /RunLengthDecode',
      Buffer.from([2, 0x61, 0x62, 0x63, 253, 0x7a, 128, 1]),
      'abczzzz',
    ],
    // The example of ISO 32000-1, 7.4.4.2.
    ['LZW', '/Filter /LZWDecode', Buffer.from('800b6050220c0c8501', 'hex'), '-----A---B'],
    ['a chain', '/Filter [/AHx /FlateDecode]', deflateSync(TEXT).toString('hex'), TEXT],
    [
      'a chain with parameters for one',
      '/Filter [/AHx /Fl] /DecodeParms [null << /Predictor 12 /Columns 3 >>]',
      deflateSync(Buffer.from([2, 97, 98, 99, 2, 1, 1, 1])).toString('hex'),
      'abcbcd',
    ],
  ])('%s is taken off', (_, dictionary, stream, text) => {
    expect(decode(stream, dictionary)).toMatchObject({ text, ...read });
  });

  it('that makes a picture leaves its packed bytes', () => {
    const jpeg = 'ÿØÿà';
    expect(decode(deflateSync(Buffer.from(jpeg, 'latin1')), '/Filter [/FlateDecode /DCTDecode]').text).toBe(
      jpeg,
    );
    expect(decode('x', '/Filter /JPXDecode')).toEqual({ ...read, text: 'x', isPacked: false });
  });

  it('that nobody knows is named', () => {
    expect(decode('x', '/Filter /Potato')).toMatchObject({ unknownFilter: 'Potato', text: 'x' });
  });

  it('gives what stands before damage, and tells of it', () => {
    const noise = createHash('shake256', { outputLength: 50_000 }).update('noise').digest();
    const packed = deflateSync(noise);
    packed.fill(0xff, packed.length >> 1);
    const { text, whole } = decode(packed, '/Filter /FlateDecode');
    expect(whole).toBe(false);
    expect(text.length).toBeGreaterThan(10_000);
    expect(noise.toString('latin1').startsWith(text.slice(0, 10_000))).toBe(true);
  });

  it.each([
    ['Flate', '/Filter /FlateDecode', deflateSync(Buffer.alloc(2_000_000))],
    ['Flate of Flate', '/Filter [/Fl /Fl]', deflateSync(deflateSync(Buffer.alloc(2_000_000)))],
    ['run lengths', '/Filter /RL', Buffer.alloc(40_000, 129)],
    ['base 85', '/Filter /A85', Buffer.alloc(400_000, 'z')],
  ])('stops where %s grows past the budget', (_, dictionary, stream) => {
    expect(() => decode(stream, dictionary)).toThrow('member_size');
  });
});

describe('a predictor', () => {
  it.each<[what: string, params: string, rows: number[], text: string]>([
    ['none', '/Predictor 10 /Columns 2', [0, 97, 98, 0, 99, 100], 'abcd'],
    ['left', '/Predictor 11 /Columns 3', [1, 97, 1, 1], 'abc'],
    ['up', '/Predictor 12 /Columns 2', [2, 97, 98, 2, 1, 1], 'abbc'],
    ['average', '/Predictor 13 /Columns 2', [0, 98, 100, 3, 48, 0], `bd${String.fromCharCode(97, 98)}`],
    ['Paeth', '/Predictor 14 /Columns 2', [0, 97, 98, 4, 1, 1], 'abbc'],
    ['of three colours', '/Predictor 11 /Columns 2 /Colors 3', [1, 97, 98, 99, 1, 1, 1], 'abcbcd'],
    ['of TIFF', '/Predictor 2 /Columns 3', [97, 1, 1, 100, 1, 1], 'abcdef'],
    ['of impossible size', '/Predictor 12 /Columns 99999999999 /Colors 99999999', [2, 97], 'a'],
  ])('%s is undone', (_, params, rows, text) => {
    expect(decode(deflateSync(Buffer.from(rows)), `/Filter /Fl /DecodeParms << ${params} >>`).text).toBe(
      text,
    );
  });
});
