import { deflateSync } from 'node:zlib';
import { makeEicar } from '../../server/samples/make-eicar.ts';
import { makeCompoundFile } from '../../tests/fixtures/server/documents/make-compound-file.ts';
import { makePdfFile, type PdfObjects } from '../../tests/fixtures/server/documents/make-pdf-file.ts';
import { makeZeros, toZlib } from './bombs/make-zeros.ts';
import type { FileAttack } from './file-attack.ts';

const TEN_GIGABYTES = 10_000_000_000;
const BOMB_BYTES = 30_000_000;
const STREAMS = 200;

/** Streams of one kind, so many of them. */
const toPdf = (dictionary: string, stream: Uint8Array): Buffer => {
  const objects: PdfObjects = Object.fromEntries(
    Array.from({ length: STREAMS }, (_, at) => [at + 1, { dictionary, stream }]),
  );
  return makePdfFile(objects);
};

export const DOCUMENT_ATTACKS: readonly FileAttack[] = [
  {
    name: 'a PDF of 200 streams that are packed twice, with nothing in the end',
    make: () => toPdf('/Filter [/Fl /AHx]', deflateSync(Buffer.alloc(BOMB_BYTES, ' '), { level: 9 })),
  },
  {
    name: 'a PDF of 200 streams that are damaged behind 30 MB',
    make: () => {
      const packed = deflateSync(Buffer.alloc(BOMB_BYTES), { level: 9 });
      return toPdf('/Filter /Fl', Buffer.concat([packed.subarray(0, -8), Buffer.alloc(40, 0xff)]));
    },
  },
  {
    name: 'a PDF stream of 10 GB, packed twice',
    make: () => {
      const stream = deflateSync(toZlib(makeZeros(TEN_GIGABYTES)), { level: 9 });
      return makePdfFile({ 1: { dictionary: '/Filter [/Fl /Fl]', stream } });
    },
  },
  { name: 'an OLE document whose sectors run in circles', make: makeLoop },
  {
    name: 'OLE documents in each other, 40 deep',
    make: () => {
      let inner = makeCompoundFile({ Package: makeEicar() });
      for (let level = 0; level < 40; level += 1)
        inner = makeCompoundFile({ WordDocument: Buffer.alloc(600), 'ObjectPool/_1/Package': inner });
      return inner;
    },
  },
  {
    name: 'a page with a data URI of 80 MB, and 100,000 small ones',
    make: () => {
      const large = `<a href="data:x/y;base64,${'QUJD'.repeat(20_000_000)}">x</a>`;
      // Each another one: of those with one content only the first is looked at.
      const small = Array.from({ length: 100_000 }, (_, at) => `<img src="data:image/gif,GIF89a${at}">`);
      return Buffer.from(`<!doctype html>${large}${small.join('')}`, 'latin1');
    },
  },
];

/** Every entry of the table of sectors leads to its own sector, or back to the first. */
function makeLoop(): Buffer {
  const bytes = makeCompoundFile({ WordDocument: Buffer.alloc(3_000_000), Data: Buffer.alloc(2_000_000, 1) });
  const tables = bytes.readUInt32LE(44);
  for (let index = 0; index < tables; index += 1) {
    const at = (bytes.readUInt32LE(76 + index * 4) + 1) * 512;
    for (let entry = 0; entry < 128; entry += 1)
      if (bytes.readUInt32LE(at + entry * 4) < 0xffff_fff0)
        bytes.writeUInt32LE(entry % 2 === 0 ? index * 128 + entry : 0, at + entry * 4);
  }
  return bytes;
}
