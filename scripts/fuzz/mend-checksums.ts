import { crc32 } from 'node:zlib';

const SEVEN_ZIP = '377abcaf271c';
const RAR = '526172211a070100';
const TAR_BLOCK = 512;

/** Puts the checksums of a 7z's, RAR 5's or tar's headers right, in place, as far as they can be found. */
export function mendChecksums(bytes: Buffer): void {
  if (bytes.toString('hex', 0, 6) === SEVEN_ZIP) mendSevenZip(bytes);
  else if (bytes.toString('hex', 0, 8) === RAR) mendRar(bytes);
  else if (bytes.toString('latin1', 257, 262) === 'ustar') mendTar(bytes);
}

/** 7zFormat.txt: the list of members has its checksum in the start header, and that one has its own. */
function mendSevenZip(bytes: Buffer): void {
  if (bytes.length < 32) return;
  const start = 32 + Number(bytes.readBigUInt64LE(12));
  const end = start + Number(bytes.readBigUInt64LE(20));
  if (end <= bytes.length) bytes.writeUInt32LE(crc32(bytes.subarray(start, end)), 28);
  bytes.writeUInt32LE(crc32(bytes.subarray(12, 32)), 8);
}

/** https://www.rarlab.com/technote.htm: each block begins with the checksum of its header, and then the header's size. */
function mendRar(bytes: Buffer): void {
  for (let at = 8; at + 8 < bytes.length; ) {
    const size = readNumber(bytes, at + 4);
    const end = size.end + size.value;
    if (end > bytes.length || size.value === 0) return;
    bytes.writeUInt32LE(crc32(bytes.subarray(at + 4, end)), at);
    const flags = readNumber(bytes, readNumber(bytes, size.end).end);
    const extra = (flags.value & 1) === 0 ? flags : readNumber(bytes, flags.end);
    at = end + ((flags.value & 2) === 0 ? 0 : readNumber(bytes, extra.end).value);
  }
}

/** Seven bits a byte, lowest first; the eighth says that more follow. */
function readNumber(bytes: Buffer, at: number): { value: number; end: number } {
  let value = 0;
  for (let index = 0; index < 5; index += 1) {
    const byte = bytes[at + index] ?? 0;
    value += (byte & 127) * 128 ** index;
    if (byte < 128) return { value, end: at + index + 1 };
  }
  return { value, end: at + 5 };
}

/** Each header holds its sum, counted with blanks in the sum's own place. */
function mendTar(bytes: Buffer): void {
  for (let at = 0; at + TAR_BLOCK <= bytes.length; ) {
    const header = bytes.subarray(at, at + TAR_BLOCK);
    if (header.toString('latin1', 257, 262) !== 'ustar') return;
    const size = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0;
    header.fill(' ', 148, 156);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    at += TAR_BLOCK * (1 + Math.ceil(size / TAR_BLOCK));
  }
}
