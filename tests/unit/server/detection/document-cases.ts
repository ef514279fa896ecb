import { deflateSync } from 'node:zlib';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeCompoundFile, type Streams } from '../../../fixtures/server/documents/make-compound-file.ts';
import { makeExcelRecords } from '../../../fixtures/server/documents/make-excel-records.ts';
import {
  makeAgileDocument,
  makeStandardDocument,
} from '../../../fixtures/server/documents/make-locked-document.ts';
import {
  makeOle1Object,
  makeOleNative,
  makePackage,
} from '../../../fixtures/server/documents/make-package.ts';
import { makePackedRtf } from '../../../fixtures/server/documents/make-packed-rtf.ts';
import { makePowerPointRecord } from '../../../fixtures/server/documents/make-powerpoint-record.ts';
import { makeVbaStreams } from '../../../fixtures/server/documents/make-vba-streams.ts';
import { type DetectionCase, MARKER, toCases } from './detection-case.ts';

const EICAR = makeEicar();
const PACKAGE = makeOleNative('invoice.com', EICAR);
const MACRO = { Module1: `Sub Mark()\n' ${MARKER}\nEnd Sub` };

const document = (streams: Streams): Buffer =>
  makeCompoundFile({ WordDocument: Buffer.alloc(600), ...streams });

/** An OOXML document with one member more. */
const makeDocx = (path: string, bytes: Uint8Array): Buffer =>
  makeZip({
    '[Content_Types].xml': Buffer.from('<?xml version="1.0"?><Types/>'),
    'word/document.xml': Buffer.from('<?xml version="1.0"?><w:document/>'),
    [path]: bytes,
  });

const makeRtf = (data: Buffer, change = (hex: string): string => hex): Buffer =>
  Buffer.from(`{\\rtf1{\\object\\objemb{\\*\\objdata ${change(data.toString('hex'))}}}}`);

/** The stream's sectors are put apart, so that the file as it is does not hold them in a row. */
function makeScattered(): Buffer {
  const bytes = document({ Data: Buffer.from(`${'-'.repeat(5_000)}${MARKER}`.padStart(5_115, '+')) });
  const fatAt = (bytes.readUInt32LE(76) + 1) * 512;
  const directoryAt = (bytes.readUInt32LE(48) + 1) * 512;
  const start = bytes.readUInt32LE(directoryAt + 2 * 128 + 116);
  const last = start + 9;
  const sectorAt = (sector: number): number => (sector + 1) * 512;
  const held = Buffer.from(bytes.subarray(sectorAt(start), sectorAt(start) + 512));
  bytes.copy(bytes, sectorAt(start), sectorAt(last), sectorAt(last) + 512);
  held.copy(bytes, sectorAt(last));
  bytes.writeUInt32LE(last, directoryAt + 2 * 128 + 116);
  bytes.writeUInt32LE(start + 1, fatAt + last * 4);
  bytes.writeUInt32LE(start, fatAt + (last - 1) * 4);
  bytes.writeUInt32LE(0xffff_fffe, fatAt + start * 4);
  return bytes;
}

const makePresentation = (object: Buffer): Buffer =>
  makeCompoundFile({
    'PowerPoint Document': makePowerPointRecord(
      0x10,
      0x1011,
      Buffer.concat([Buffer.alloc(4), deflateSync(object)]),
    ),
  });

const attachment = (name: string, bytes: Uint8Array): Streams => ({
  '__attach_version1.0_#00000000/__substg1.0_37010102': bytes,
  '__attach_version1.0_#00000000/__substg1.0_3707001F': Buffer.from(name, 'utf16le'),
});

const locked = (stream: string, hex: string): Buffer =>
  makeCompoundFile({ [stream]: Buffer.from(hex, 'hex') });

export const DOCUMENT_CASES: readonly DetectionCase[] = [
  ...toCases('OLE documents (doc, xls, ppt)', 'scanned', {
    'each stream': () => document({ CONTENTS: EICAR }),
    'streams whose sectors lie scattered': makeScattered,
    'files in packages (`Ole10Native`)': () => document({ 'ObjectPool/_1/\x01Ole10Native': PACKAGE }),
    'documents in documents': () => document({ 'ObjectPool/_1/Package': makeDocx('word/a.bin', EICAR) }),
    'objects of presentations': () => makePresentation(document({ '\x01Ole10Native': PACKAGE })),
    'source of VBA macros': () => document(makeVbaStreams(MACRO, 'Macros/')),
  }),
  ...toCases('OLE documents (doc, xls, ppt)', 'listed only', {
    'Word documents under a password': () =>
      locked('WordDocument', `eca5c1000000000000000001${'00'.repeat(20)}`),
    'Excel workbooks under a password': () =>
      makeCompoundFile({ Workbook: makeExcelRecords({ isEncrypted: true }) }),
    'PowerPoint presentations under a password': () => locked('Current User', `${'00'.repeat(12)}dfc4d1f3`),
    'streams that the file breaks off': () => document({ Data: Buffer.alloc(9_000, 1) }).subarray(0, 6_000),
  }),
  ...toCases('Outlook messages (msg)', 'scanned', {
    attachments: () => makeCompoundFile(attachment('invoice.com', EICAR)),
    'archives attached': () => makeCompoundFile(attachment('a.zip', makeZip({ a: EICAR }))),
    'messages in messages': () =>
      makeCompoundFile(
        Object.fromEntries(
          Object.entries(attachment('invoice.com', EICAR)).map(([path, bytes]) => [
            `__attach_version1.0_#00000000/__substg1.0_3701000D/${path}`,
            bytes,
          ]),
        ),
      ),
    'bodies and properties': () =>
      makeCompoundFile({
        '__substg1.0_0037001F': Buffer.from(MARKER, 'utf16le'),
        '__substg1.0_1000001F': 'body',
      }),
    'bodies in packed RTF': () =>
      makeCompoundFile({ '__substg1.0_10090102': makePackedRtf(`{\\rtf1 ${MARKER}}`) }),
  }),
  ...toCases('Installer packages (msi)', 'scanned', {
    'each stream': () => makeCompoundFile({ Binary: EICAR }),
  }),
  ...toCases('OOXML (docx, xlsx, pptx)', 'scanned', {
    'each member': () => makeDocx('word/embeddings/a.bin', EICAR),
    'source of VBA macros': () => makeDocx('word/vbaProject.bin', makeCompoundFile(makeVbaStreams(MACRO))),
    'files in packages': () =>
      makeDocx('word/embeddings/oleObject1.bin', makeCompoundFile({ '\x01Ole10Native': PACKAGE })),
    'documents in documents': () => makeDocx('word/embeddings/a.xlsx', makeDocx('xl/a.bin', EICAR)),
    'documents with the password that Excel itself tries': () =>
      makeAgileDocument(makeDocx('xl/a.bin', EICAR), 'VelvetSweatshop'),
  }),
  ...[makeAgileDocument, makeStandardDocument].map((make, index) => ({
    format: 'OOXML (docx, xlsx, pptx)',
    coverage: 'scanned' as const,
    thing: `documents under the right password (${['since Office 2010', 'Office 2007'][index]})`,
    make: () => make(makeDocx('word/a.bin', EICAR), 'secret'),
    password: 'secret',
  })),
  ...toCases('OOXML (docx, xlsx, pptx)', 'listed only', {
    'documents under another password': () => makeAgileDocument(makeDocx('word/a.bin', EICAR), 'secret'),
    'documents encrypted in other ways': () =>
      makeCompoundFile({ EncryptedPackage: Buffer.alloc(5_000, 7), EncryptionInfo: 'x' }),
  }),
  ...toCases('OpenDocument (odt, ods, odp)', 'scanned', {
    'each member': () =>
      makeZip({ mimetype: Buffer.from('application/vnd.oasis.opendocument.text'), 'Basic/a.xml': EICAR }),
  }),
  ...toCases('OpenDocument (odt, ods, odp)', 'listed only', {
    'documents under a password': () =>
      makeZip({
        mimetype: Buffer.from('application/vnd.oasis.opendocument.text'),
        'content.xml': Buffer.from('noise'),
        'META-INF/manifest.xml': Buffer.from(
          '<manifest:manifest><manifest:encryption-data/></manifest:manifest>',
        ),
      }),
  }),
  ...toCases('OneNote (one)', 'scanned', { 'files and pictures': () => makeOneNote(EICAR, EICAR.length) }),
  ...toCases('OneNote (one)', 'listed only', {
    'files that break off': () => makeOneNote(Buffer.from('x'), 5_000),
  }),
  ...toCases('RTF', 'scanned', {
    'files in packages': () => makeRtf(makeOle1Object('Package', makePackage('invoice.com', EICAR))),
    'OLE documents as objects': () =>
      makeRtf(makeOle1Object('Word.Document.8', document({ '\x01Ole10Native': PACKAGE }))),
    'objects whose hex is disguised': () =>
      makeRtf(makeOle1Object('Package', makePackage('invoice.com', EICAR)), (hex) =>
        hex.replace(/../g, "$&{\\*\\x ff}\r\n\\foo1 \\'aa"),
      ),
    'objects in binary (`\\bin`)': () => {
      const object = makeOle1Object('Package', makePackage('invoice.com', EICAR));
      const start = Buffer.from(`{\\rtf1{\\*\\objdata\\bin${object.length} `);
      return Buffer.concat([start, object, Buffer.from('}}')]);
    },
    'pictures in hex': () => Buffer.from(`{\\rtf1{\\pict\\wmetafile8 ${EICAR.toString('hex')}}}`),
  }),
];

/** A OneNote section with one file ([MS-ONESTORE] 2.6.13), of `size` bytes as it claims. */
function makeOneNote(content: Uint8Array, size: number): Buffer {
  const header = Buffer.alloc(36);
  Buffer.from('e716e3bd65261145a4c48d4d0b7a9eac', 'hex').copy(header);
  header.writeBigUInt64LE(BigInt(size), 16);
  const start = Buffer.concat([Buffer.from('e4525c7b8cd8a74daeb15378d02996d3', 'hex'), Buffer.alloc(1_008)]);
  return Buffer.concat([start, header, content, Buffer.from(size > content.length ? '' : 'footer')]);
}
