import { crc32 } from 'node:zlib';

/** Where an archive lies in other bytes. `end` is the end of all bytes where the format does not say it. */
export type EmbeddedArchive = { mime: string; at: number; end: number };

/** `toEnd` checks what follows the signature, so that no program that only knows the format is taken for an archive. */
type Format = {
  mime: string;
  signature: Buffer;
  /** Bytes of the archive that stand before the signature. */
  before?: number;
  toEnd: (view: Buffer, at: number, hasChecksum: HasChecksum) => number | null;
};

/** Whether bytes have a CRC-32, of which `mask` are the bits that count. */
type HasChecksum = (bytes: Buffer, expected: number, mask?: number) => boolean;

/** `isComplete` is false where there was more to be compared than is: then some may have been passed over. */
type EmbeddedSearch = {
  next: (from: number) => EmbeddedArchive | null;
  isComplete: () => boolean;
};

/** Bytes that are compared with checksums: each of a million signatures may claim a header of two megabytes. */
const MAX_CHECKED = 64_000_000;

/** A signed program carries its certificate behind the cabinet. */
const MAX_AFTER_CABINET = 65_536;

const OLE = fromHex('d0cf11e0a1b11ae1');

const FORMATS: readonly Format[] = [
  { mime: 'application/x-7z-compressed', signature: fromHex('377abcaf271c'), toEnd: toSevenZipEnd },
  { mime: 'application/vnd.rar', signature: fromHex('526172211a0700'), toEnd: toRar4End },
  { mime: 'application/vnd.rar', signature: fromHex('526172211a070100'), toEnd: toRar5End },
  { mime: 'application/vnd.ms-cab-compressed', signature: fromHex('4d53434600000000'), toEnd: toCabinetEnd },
  // The header's flags stand before its mark.
  {
    mime: 'application/x-nsis',
    signature: fromHex('efbeadde4e756c6c736f6674496e7374'),
    before: 4,
    toEnd: toNsisEnd,
  },
];

/** Makes a search for 7z, rar, cabinet and NSIS archives in bytes that begin with something else, as installers do it. */
export function createEmbeddedSearch(bytes: Uint8Array): EmbeddedSearch {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let unchecked = MAX_CHECKED;
  const hasChecksum: HasChecksum = (checked, expected, mask = 0xffff_ffff) => {
    unchecked -= checked.length;
    return unchecked >= 0 && (crc32(checked) & mask) >>> 0 === expected;
  };
  const searches = FORMATS.map((format) => createFormatSearch(view, format, hasChecksum));
  const next = (from: number): EmbeddedArchive | null => {
    const found = searches.flatMap((search) => search(from) ?? []);
    return found.toSorted((a, b) => a.at - b.at)[0] ?? null;
  };
  return { next, isComplete: () => unchecked >= 0 };
}

/** Remembers its last answer: the bytes are read once, however many archives of other formats are found in them. */
function createFormatSearch(
  view: Buffer,
  { mime, signature, before = 0, toEnd }: Format,
  hasChecksum: HasChecksum,
) {
  let last: EmbeddedArchive | null = null;
  let searched = -1;
  return (from: number): EmbeddedArchive | null => {
    if (searched >= 0 && (last === null || last.at >= from)) return last;
    searched = from;
    last = null;
    for (let at = view.indexOf(signature, from); at >= 0; at = view.indexOf(signature, at + 1)) {
      const end = toEnd(view, at, hasChecksum);
      if (end === null || at - before < from) continue;
      last = { mime, at: at - before, end };
      break;
    }
    return last;
  };
}

/** 7zFormat.txt: checksum of the start header, then place, size and checksum of the list of members. */
function toSevenZipEnd(view: Buffer, at: number, hasChecksum: HasChecksum): number | null {
  if (at + 32 > view.length || !hasChecksum(view.subarray(at + 12, at + 32), view.readUInt32LE(at + 8)))
    return null;
  const end = at + 32 + Number(view.readBigUInt64LE(at + 12)) + Number(view.readBigUInt64LE(at + 20));
  return end <= view.length ? end : null;
}

/** The first block is the archive's header, of type 0x73; its checksum is the lower half of a CRC-32. */
function toRar4End(view: Buffer, at: number, hasChecksum: HasChecksum): number | null {
  const block = at + 7;
  if (block + 7 > view.length || view[block + 2] !== 0x73) return null;
  const end = block + view.readUInt16LE(block + 5);
  if (end > view.length || end < block + 7) return null;
  const isSound = hasChecksum(view.subarray(block + 2, end), view.readUInt16LE(block), 0xffff);
  return isSound ? view.length : null;
}

/** https://www.rarlab.com/technote.htm: the checksum covers the size, a number of up to 3 bytes, and what it counts. */
function toRar5End(view: Buffer, at: number, hasChecksum: HasChecksum): number | null {
  const start = at + 12;
  let size = 0;
  for (let index = 0; index < 3 && start + index < view.length; index += 1) {
    const byte = view[start + index] ?? 0;
    size += (byte & 127) << (7 * index);
    if (byte >= 128) continue;
    const end = start + index + 1 + size;
    const isSound = end <= view.length && hasChecksum(view.subarray(start, end), view.readUInt32LE(at + 8));
    return isSound ? view.length : null;
  }
  return null;
}

/** firstheader in NSIS's exehead/fileform.h: behind the mark the sizes of the script and of all from the flags on. */
function toNsisEnd(view: Buffer, at: number): number | null {
  if (at < 4 || at + 24 > view.length || view.readUInt32LE(at + 16) === 0) return null;
  const end = at - 4 + view.readUInt32LE(at + 20);
  return end <= view.length && end > at + 24 ? end : null;
}

/**
 * [MS-CAB] 2.1. Only one that closes the file: resources of programs hold cabinets that nothing opens from outside. An
 * OLE file, such as an installer package, may store a cabinet in pieces.
 */
function toCabinetEnd(view: Buffer, at: number): number | null {
  if (at + 36 > view.length || view.readUInt16LE(at + 24) !== 0x0103) return null;
  if (view.subarray(0, OLE.length).equals(OLE)) return null;
  const end = at + view.readUInt32LE(at + 8);
  return end <= view.length && end + MAX_AFTER_CABINET >= view.length ? end : null;
}

function fromHex(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
