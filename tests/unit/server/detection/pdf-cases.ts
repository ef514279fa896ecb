import { deflateSync } from 'node:zlib';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeEncryptedPdf } from '../../../fixtures/server/documents/make-encrypted-pdf.ts';
import {
  makeObjectStream,
  makePdfFile,
  type PdfObjects,
} from '../../../fixtures/server/documents/make-pdf-file.ts';
import { type DetectionCase, MARKER, toCases } from './detection-case.ts';

const EICAR = makeEicar();

const flate = (content: Uint8Array | string, dictionary = '') => ({
  dictionary: `${dictionary} /Filter /FlateDecode`,
  stream: deflateSync(content),
});
const stream = (filter: string, bytes: Uint8Array) =>
  makeStreams({ dictionary: `/Filter ${filter}`, stream: bytes });
const makeStreams = (object: PdfObjects[number]): Buffer =>
  makePdfFile({ 1: '<< /Type /Catalog >>', 2: object });

/** The test file, and what a predictor of PNG makes of it: each byte less the one to its left. */
function makePredicted(): Buffer {
  return Buffer.concat([Buffer.of(1), EICAR.map((byte, index) => byte - (EICAR[index - 1] ?? 0))]);
}

/** Every 7 bits grown to 9, with a clearing code first: LZW without any repetition. */
function packLzw(bytes: Uint8Array): Buffer {
  const codes = [
    256,
    ...[...bytes].flatMap((byte, index) => (index % 200 === 199 ? [256, byte] : [byte])),
    257,
  ];
  const bits = codes.map((code) => code.toString(2).padStart(9, '0')).join('');
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((each) => Number.parseInt(each.padEnd(8, '0'), 2)));
}

function toAscii85(bytes: Buffer): string {
  const padded = Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
  let text = '';
  for (let at = 0; at < padded.length; at += 4) {
    let value = padded.readUInt32BE(at);
    let group = '';
    for (let digit = 0; digit < 5; digit += 1, value = Math.floor(value / 85))
      group = String.fromCharCode(33 + (value % 85)) + group;
    text += group;
  }
  return `${text.slice(0, text.length - (padded.length - bytes.length))}~>`;
}

const attached = (bytes: Uint8Array): PdfObjects => ({
  1: '<< /Type /Catalog /Names << /EmbeddedFiles << /Names [(a) 2 0 R] >> >> >>',
  2: '<< /Type /Filespec /F (invoice.com) /EF << /F 3 0 R >> >>',
  3: flate(bytes, '/Type /EmbeddedFile'),
});

const packedScript = makeObjectStream({ 5: `<< /S /JavaScript /JS (${MARKER}) >>` });

const damaged = flate(Array.from({ length: 5_000 }, (_, number) => number).join());
damaged.stream.fill(0, 500);

export const PDF_CASES: readonly DetectionCase[] = [
  ...toCases('PDF', 'scanned', {
    'attached files': () => makePdfFile(attached(EICAR)),
    'archives attached': () => makePdfFile(attached(makeZip({ a: EICAR }))),
    'scripts in strings': () =>
      makePdfFile({
        1: `<< /JS (${[...MARKER].map((each) => `\\${each.charCodeAt(0).toString(8).padStart(3, '0')}`).join('')}) >>`,
      }),
    'scripts in streams': () => makePdfFile({ 1: '<< /JS 2 0 R >>', 2: flate(MARKER) }),
    'streams in `FlateDecode`': () => makeStreams(flate(EICAR)),
    'streams in `LZWDecode`': () => stream('/LZWDecode', packLzw(EICAR)),
    'streams in `ASCIIHexDecode`': () => stream('/ASCIIHexDecode', Buffer.from(`${EICAR.toString('hex')}>`)),
    'streams in `ASCII85Decode`': () => stream('/ASCII85Decode', Buffer.from(toAscii85(EICAR))),
    'streams in `RunLengthDecode`': () =>
      stream('/RunLengthDecode', Buffer.concat([Buffer.of(EICAR.length - 1), EICAR, Buffer.of(128)])),
    'streams under several filters': () =>
      stream('[/AHx /Fl]', Buffer.from(deflateSync(EICAR).toString('hex'))),
    'streams with predictors': () =>
      makeStreams({
        ...flate(makePredicted(), `/DecodeParms << /Predictor 15 /Columns ${EICAR.length} >>`),
      }),
    'objects in object streams': () =>
      makePdfFile({ 1: '<< >>', 2: flate(packedScript.stream, packedScript.dictionary) }),
    'pages and forms': () => makePdfFile({ 1: '<< /Contents 2 0 R >>', 2: flate(`(${MARKER}) Tj`) }),
    'older versions': () => Buffer.concat([makeStreams(flate(EICAR)), makePdfFile({ 2: 'null' })]),
    'files with broken tables': () => {
      const file = makeStreams(flate(EICAR));
      return file.subarray(0, file.indexOf('xref'));
    },
    'encrypted files without a password': () => makeEncryptedPdf(EICAR, ''),
  }),
  ...toCases('PDF', 'scanned', {
    'encrypted files with the right password': () => makeEncryptedPdf(EICAR, 'user'),
  }).map((each) => ({ ...each, password: 'user' })),
  ...toCases('PDF', 'listed only', {
    'encrypted files': () => makeEncryptedPdf(EICAR, 'user'),
    'encrypted files of other handlers': () =>
      makePdfFile({ 1: '<< >>', 5: '<< /Filter /Adobe.PubSec /V 4 >>' }, '/Encrypt 5 0 R'),
    'streams under unknown filters': () => stream('/Potato', Buffer.from('x')),
    'damaged streams': () => makeStreams(damaged),
  }),
];
