import { constants, crc32, deflateRawSync } from 'node:zlib';

/** So many zeros, packed by Deflate (RFC 1951), with what gz and zip say of them. */
export type PackedZeros = { packed: Buffer; size: number; crc: number };

const PIECE_BYTES = 16_000_000;

/**
 * Packs zeros without ever holding them: one piece that ends at a byte, again and again.
 * @param size in bytes, a multiple of 16,000,000.
 */
export function makeZeros(size: number): PackedZeros {
  const zeros = Buffer.alloc(PIECE_BYTES);
  const piece = deflateRawSync(zeros, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const count = size / PIECE_BYTES;
  let crc = 0;
  for (let index = 0; index < count; index += 1) crc = crc32(zeros, crc);
  const pieces = Array.from({ length: count }, () => piece);
  // An empty block that says that it is the last.
  return { packed: Buffer.concat([...pieces, Buffer.from('0300', 'hex')]), size, crc };
}

/** RFC 1952: its own size counts modulo 2^32. */
export function toGzip({ packed, size, crc }: PackedZeros): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc);
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  return Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), packed, trailer]);
}

/** RFC 1950: of zeros, the first half of the checksum stays 1 and the second counts them. */
export function toZlib({ packed, size }: PackedZeros): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt16BE(size % 65_521);
  checksum.writeUInt16BE(1, 2);
  return Buffer.concat([Buffer.from('78da', 'hex'), packed, checksum]);
}
