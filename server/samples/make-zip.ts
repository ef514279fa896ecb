import { crc32 } from 'node:zlib';

// APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
/** 1 January 2026, so that the same members make the same bytes. */
const DOS_DATE = ((2026 - 1980) << 9) | (1 << 5) | 1;

/** A zip archive of stored (not compressed) members. For small test files. */
export function makeZip(members: { [path: string]: Uint8Array }): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [path, bytes] of Object.entries(members)) {
    const name = Buffer.from(path);
    const shared = toSharedHeader(name, bytes);
    const local = Buffer.concat([toUint32(LOCAL), shared, name, bytes]);
    // Comment length, disk, internal and external attributes: all 0; then where the member begins.
    centrals.push(
      Buffer.concat([toUint32(CENTRAL), toUint16(VERSION), shared, Buffer.alloc(10), toUint32(offset), name]),
    );
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const counts = [toUint16(centrals.length), toUint16(centrals.length)];
  const end = [
    toUint32(END),
    Buffer.alloc(4),
    ...counts,
    toUint32(directory.length),
    toUint32(offset),
    toUint16(0),
  ];
  return Buffer.concat([...locals, directory, ...end]);
}

/** The fields that a local and a central header have in common, in the same order. */
function toSharedHeader(name: Buffer, bytes: Uint8Array): Buffer {
  const size = toUint32(bytes.length);
  const words = [toUint16(VERSION), toUint16(UTF8_NAMES), toUint16(0), toUint16(0), toUint16(DOS_DATE)];
  return Buffer.concat([...words, toUint32(crc32(bytes)), size, size, toUint16(name.length), toUint16(0)]);
}

function toUint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function toUint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
