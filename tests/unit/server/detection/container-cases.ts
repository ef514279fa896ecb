import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import * as v from 'valibot';
import { makeEicar } from '../../../../server/samples/make-eicar.ts';
import { makeZip } from '../../../../server/samples/make-zip.ts';
import { makeArchive } from '../../../integration/server/make-archive.ts';
import { makeRar } from '../../../integration/server/make-rar.ts';
import { type DetectionCase, toCases } from './detection-case.ts';

/**
 * One small archive or image of a disk of each format, with a file that holds the marker: base64 of gzip. Made with the
 * usual tools: genisoimage, mksquashfs, mkfs, qemu-img, makensis, ar, arj, cpio, dpkg-deb, gcab, compress, xz and zstd.
 */
const FIXTURE = new URL('../../../fixtures/server/containers.json', import.meta.url);
const CONTAINERS = v.parse(v.record(v.string(), v.string()), JSON.parse(readFileSync(FIXTURE, 'utf8')));

const eicar = () => ({ 'eicar.com': makeEicar() });
const program = (bytes: Uint8Array): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(510), bytes]);

export const CONTAINER_CASES: readonly DetectionCase[] = [
  ...toCases('zip', 'scanned', {
    'each member': () => makeZip(eicar()),
    'archives inside archives': () => makeZip({ 'in.zip': makeZip({ 'deep.zip': makeZip(eicar()) }) }),
    'zips behind other files': () => program(makeZip(eicar())),
  }),
  ...toCases('zip', 'listed only', {
    'members under another password': () => makeArchive('zip', eicar(), ['-pSECRET']),
  }),
  ...toCases('7z', 'scanned', {
    'each member': () => makeArchive('7z', eicar()),
    'archives behind a program (self-extracting)': async () => program(await makeArchive('7z', eicar())),
  }),
  ...toCases('7z', 'listed only', {
    'archives under another password': () => makeArchive('7z', eicar(), ['-pSECRET', '-mhe=on']),
  }),
  ...toCases('rar', 'scanned', { 'each member': () => makeRar(eicar(), { password: null }) }),
  ...(['tar', 'gzip', 'bzip2', 'xz', 'wim'] as const).flatMap((type) =>
    toCases(type, 'scanned', { 'each member': () => makeArchive(type, eicar()) }),
  ),
  ...Object.entries(CONTAINERS)
    .filter(([format]) => format !== 'NSIS')
    .flatMap(([format, packed]) => toCases(format, 'scanned', { 'each member': () => toBytes(packed) })),
  ...toCases('NSIS', 'scanned', {
    'what an installer brings': () => program(toBytes(CONTAINERS.NSIS ?? '')),
  }),
  ...toCases('programs', 'listed only', {
    'Windows programs packed with UPX': () => program(Buffer.from('UPX0\0\0\0\0........UPX1\0\0\0\0')),
    'Linux programs packed with UPX': () =>
      Buffer.concat([Buffer.from('7f454c46', 'hex'), Buffer.alloc(200), Buffer.from('UPX!')]),
  }),
  ...toCases('other archives', 'listed only', {
    lzip: () => Buffer.from('4c5a495001', 'hex'),
    LZ4: () => Buffer.from('04224d18', 'hex'),
    lrzip: () => Buffer.from('4c525a4900', 'hex'),
    ACE: () => Buffer.from(`${'.'.repeat(7)}**ACE**`),
    Zoo: () => Buffer.concat([Buffer.alloc(20, '.'), Buffer.from('dca7c4fd', 'hex')]),
    StuffIt: () => Buffer.from('SIT!\0'),
    exFAT: () => Buffer.from('\xeb\x76\x90EXFAT   ', 'latin1'),
  }),
  ...toCases('programs', 'not seen', { 'files in resources': () => program(makeEicar()) }),
];

function toBytes(packed: string): Buffer {
  return gunzipSync(Buffer.from(packed, 'base64'));
}
