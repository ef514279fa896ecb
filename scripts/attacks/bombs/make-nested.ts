import { crc32, deflateRawSync } from 'node:zlib';
import { makeLargeZip } from './make-large-zip.ts';
import { makeZeros } from './make-zeros.ts';

const WIDTH = 16;
const KERNEL_BYTES = 16_000_000;

/**
 * Zips in zips, as `42.zip`: sixteen on each level, and zeros in the innermost.
 * @param levels 5 make a million of them, which are 16 TB.
 */
export function makeNested(levels: number): Buffer {
  let inner = makeLargeZip([{ name: Buffer.from('zeros'), method: 8, ...makeZeros(KERNEL_BYTES) }]);
  for (let level = 0; level < levels; level += 1) {
    const packed = deflateRawSync(inner, { level: 9 });
    const [size, crc] = [inner.length, crc32(inner)];
    inner = makeLargeZip(
      Array.from({ length: WIDTH }, (_, at) => ({
        name: Buffer.from(`${at}.zip`),
        method: 8,
        packed,
        size,
        crc,
      })),
    );
  }
  return inner;
}
