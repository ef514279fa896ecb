import { toBuffer } from './extract/text/to-buffer.ts';

/** Formats that no fixed bytes tell at a fixed place, but several fields together. All are opened by 7-Zip. */
const LAYOUTS: readonly [mime: string, matches: (bytes: Buffer) => boolean][] = [
  ['application/x-tar', isOldTar],
  ['application/x-apple-diskimage', (bytes) => hasTrailer(bytes, 'koly')],
  ['application/x-vhd', isVhd],
  ['application/x-ntfs-image', isNtfs],
  ['application/x-fat-image', isFat],
  ['application/x-mbr-image', isPartitioned],
];

const SECTOR = 512;

/** The MIME type of an archive or image of a disk that is told by its layout; null where it is none. */
export function findDiskLayout(bytes: Uint8Array): string | null {
  if (bytes.length < SECTOR) return null;
  const view = toBuffer(bytes);
  return LAYOUTS.find(([, matches]) => matches(view))?.[0] ?? null;
}

/** A tar of before POSIX has no mark, but a checksum of its header, counted with blanks in its own place. */
function isOldTar(bytes: Buffer): boolean {
  const stored = /^ *([0-7]{1,7})[\0 ]/.exec(bytes.toString('latin1', 148, 156))?.[1];
  if (stored === undefined || bytes[0] === 0) return false;
  const header = Buffer.from(bytes.subarray(0, SECTOR)).fill(' ', 148, 156);
  return header.reduce((sum, byte) => sum + byte, 0) === Number.parseInt(stored, 8);
}

/** The last sector begins with this. */
function hasTrailer(bytes: Buffer, mark: string): boolean {
  const at = bytes.length - SECTOR;
  return at > 0 && bytes.toString('latin1', at, at + mark.length) === mark;
}

/** A footer, of which a growing disk has a copy at its start, and which counts all before it in one of fixed size. */
function isVhd(bytes: Buffer): boolean {
  const footer = bytes.length - SECTOR;
  if (!hasTrailer(bytes, 'conectix')) return false;
  return (
    bytes.toString('latin1', 0, 8) === 'conectix' || Number(bytes.readBigUInt64BE(footer + 48)) === footer
  );
}

/** More than the boot sectors, which an image of NTFS has as a file inside. */
function isNtfs(bytes: Buffer): boolean {
  return bytes.length > 65_536 && bytes.toString('latin1', 3, 11) === 'NTFS    ';
}

/** A boot sector that begins with a jump and names its file system, in the place of FAT12 and FAT16 or of FAT32. */
function isFat(bytes: Buffer): boolean {
  if (!hasBootMark(bytes) || (bytes[0] !== 0xeb && bytes[0] !== 0xe9)) return false;
  return bytes.toString('latin1', 54, 57) === 'FAT' || bytes.toString('latin1', 82, 87) === 'FAT32';
}

/** A table of four partitions, at least one of them in use, and all of them where there are bytes. */
function isPartitioned(bytes: Buffer): boolean {
  if (!hasBootMark(bytes)) return false;
  const entries = [446, 462, 478, 494].map((at) => ({
    status: bytes[at] ?? 0,
    type: bytes[at + 4] ?? 0,
    start: bytes.readUInt32LE(at + 8),
  }));
  const used = entries.filter(({ type }) => type !== 0);
  return (
    used.length > 0 &&
    entries.every(({ status }) => status === 0 || status === 0x80) &&
    used.every(({ start }) => start > 0 && start * SECTOR < bytes.length)
  );
}

function hasBootMark(bytes: Buffer): boolean {
  return bytes[510] === 0x55 && bytes[511] === 0xaa;
}
