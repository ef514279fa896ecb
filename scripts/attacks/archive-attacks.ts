import { makeEicar } from '../../server/samples/make-eicar.ts';
import { makeZip } from '../../server/samples/make-zip.ts';
import { makeArchive } from '../../tests/integration/server/make-archive.ts';
import { makeLargeZip } from './bombs/make-large-zip.ts';
import { makeNested } from './bombs/make-nested.ts';
import { makeFullOverlap, makeOverlap } from './bombs/make-overlap.ts';
import { makeQuine } from './bombs/make-quine.ts';
import { makeEmptyMembers, makeSevenZip } from './bombs/make-seven-zip.ts';
import { makeZeros, toGzip } from './bombs/make-zeros.ts';
import type { FileAttack } from './file-attack.ts';

const TEN_GIGABYTES = 10_000_000_000;
const MILLION = 1_000_000;
const XZ_PIECE_BYTES = 20_000_000;

/** Names that lead out of a folder, or nowhere, on one system or another. */
const PATHS: readonly string[] = [
  '../../../../../../../../tmp/sluice-attack',
  '/tmp/sluice-attack',
  'a/../../../../../../../tmp/sluice-attack',
  '..\\..\\..\\Windows\\System32\\sluice-attack.dll',
  'C:\\Windows\\sluice-attack.exe',
  'C:/sluice-attack.exe',
  '\\\\server\\share\\sluice-attack.exe',
  'sluice\0attack.exe',
  'CON',
  'nul.txt',
  '.',
  '..',
  '-y',
  '@list',
  'x'.repeat(60_000),
  `${'d/'.repeat(30_000)}x`,
];

export const ARCHIVE_ATTACKS: readonly FileAttack[] = [
  { name: '10 GB of zeros in gzip', make: () => toGzip(makeZeros(TEN_GIGABYTES)) },
  {
    name: '10 GB of zeros in zip',
    make: () => makeLargeZip([{ name: Buffer.from('zeros'), method: 8, ...makeZeros(TEN_GIGABYTES) }]),
  },
  {
    name: '10 GB of zeros in 7z',
    make: () => makeSevenZip('zeros', makeZeros(TEN_GIGABYTES).packed, TEN_GIGABYTES),
  },
  { name: '10 GB of zeros in xz', make: makeXzZeros },
  { name: 'zips in zips, a million with 16 MB each', make: () => makeNested(5) },
  { name: '250 members that overlap, each quoting the next', make: () => makeOverlap(250) },
  { name: '10,000 members at one place', make: () => makeFullOverlap(10_000) },
  { name: 'a gzip that unpacks to itself', make: makeQuine },
  { name: 'a million empty members in zip', make: makeMillion },
  { name: 'a million empty members in 7z', make: () => makeEmptyMembers(MILLION) },
  {
    name: 'paths that lead out of the archive',
    make: () => makeZip(Object.fromEntries(PATHS.map((path) => [path, makeEicar()]))),
    isInfected: true,
  },
];

/** Streams one behind the other are one file (https://tukaani.org/xz/xz-file-format.txt, 2). */
async function makeXzZeros(): Promise<Buffer> {
  const piece = await makeArchive('xz', { zeros: Buffer.alloc(XZ_PIECE_BYTES) });
  return Buffer.concat(Array.from({ length: TEN_GIGABYTES / XZ_PIECE_BYTES }, () => piece));
}

function makeMillion(): Buffer {
  const packed = Buffer.alloc(0);
  return makeLargeZip(
    Array.from({ length: MILLION }, (_, at) => ({
      name: Buffer.from(at.toString(36)),
      method: 0,
      packed,
      size: 0,
      crc: 0,
    })),
  );
}
