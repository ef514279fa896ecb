import { crc32, deflateRawSync } from 'node:zlib';

// 7zFormat.txt, "Property IDs".
const ID = { end: 0, header: 1, streams: 4, files: 5, packed: 6, folders: 7, size: 9, folder: 11, sizes: 12 };
const EMPTY_STREAM = 14;
const EMPTY_FILE = 15;
const NAMES = 17;
const PACKED_HEADER = 23;
const DEFLATE = Buffer.from('03040108', 'hex');

/**
 * A 7z of one member that is packed by Deflate already.
 * @param size of the member, in bytes.
 */
export function makeSevenZip(name: string, packed: Buffer, size: number): Buffer {
  const header = Buffer.concat([
    Buffer.of(ID.header),
    toStreams(0, packed.length, size),
    toFiles([name], Buffer.alloc(0)),
    Buffer.of(ID.end),
  ]);
  return toFile(packed, header);
}

/** A 7z of so many empty members, whose list is packed: a small file for any number. */
export function makeEmptyMembers(count: number): Buffer {
  const names = Array.from({ length: count }, (_, at) => at.toString(36));
  const all = Buffer.alloc(Math.ceil(count / 8), 0xff);
  const flags = Buffer.concat([toProperty(EMPTY_STREAM, all), toProperty(EMPTY_FILE, all)]);
  const header = Buffer.concat([Buffer.of(ID.header), toFiles(names, flags), Buffer.of(ID.end)]);
  const packed = deflateRawSync(header, { level: 9 });
  const streams = toStreams(0, packed.length, header.length).subarray(1);
  return toFile(packed, Buffer.concat([Buffer.of(PACKED_HEADER), streams]));
}

function toFile(packed: Buffer, header: Buffer): Buffer {
  const start = Buffer.alloc(32);
  start.write('377abcaf271c0004', 'hex');
  start.writeBigUInt64LE(BigInt(packed.length), 12);
  start.writeBigUInt64LE(BigInt(header.length), 20);
  start.writeUInt32LE(crc32(header), 28);
  start.writeUInt32LE(crc32(start.subarray(12, 32)), 8);
  return Buffer.concat([start, packed, header]);
}

function toStreams(at: number, packedSize: number, size: number): Buffer {
  return Buffer.concat([
    Buffer.of(ID.streams, ID.packed),
    toNumber(at),
    Buffer.of(1, ID.size),
    toNumber(packedSize),
    Buffer.of(ID.end, ID.folders, ID.folder, 1, 0, 1),
    DEFLATE,
    Buffer.of(ID.sizes),
    toNumber(size),
    Buffer.of(ID.end, ID.end),
  ]);
}

function toFiles(names: readonly string[], flags: Buffer): Buffer {
  const list = Buffer.concat([
    Buffer.of(0),
    Buffer.from(names.map((name) => `${name}\0`).join(''), 'utf16le'),
  ]);
  return Buffer.concat([
    Buffer.of(ID.files),
    toNumber(names.length),
    flags,
    toProperty(NAMES, list),
    Buffer.of(ID.end),
  ]);
}

function toProperty(id: number, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.of(id), toNumber(bytes.length), bytes]);
}

/** The format's own numbers, always in their longest form. */
function toNumber(value: number): Buffer {
  const number = Buffer.alloc(9, 0xff);
  number.writeBigUInt64LE(BigInt(value), 1);
  return number;
}
