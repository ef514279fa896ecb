import { isSpace } from '../pdf-space.ts';

/** ASCIIHexDecode (ISO 32000-1, 7.4.2): ends at `>`; what is no digit is read over. */
export function decodeAsciiHex(bytes: Buffer): Buffer {
  const end = bytes.indexOf(0x3e);
  const digits = bytes.toString('latin1', 0, end < 0 ? bytes.length : end).replace(/[^0-9a-f]/gi, '');
  return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
}

const FIRST = 0x21;
const ALL_ZERO = 0x7a;
const END = 0x7e;

/**
 * ASCII85Decode (7.4.3): five characters are four bytes, `z` is four zeros, `~>` ends.
 * @param onGrowth told the size before it is taken, in bytes; may throw.
 */
export function decodeAscii85(bytes: Buffer, onGrowth: (size: number) => void): Buffer {
  const size = measureAscii85(bytes);
  onGrowth(size);
  const out = Buffer.alloc(size);
  let length = 0;
  let value = 0;
  let count = 0;
  const start = bytes[0] === 0x3c && bytes[1] === END ? 2 : 0;
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === END) break;
    if (isSpace(byte)) continue;
    if (byte === ALL_ZERO && count === 0) {
      length += 4;
      continue;
    }
    value = value * 85 + ((byte - FIRST + 85) % 85);
    count += 1;
    if (count < 5) continue;
    out.writeUInt32BE(value % 2 ** 32, length);
    length += 4;
    value = 0;
    count = 0;
  }
  return out.subarray(0, length + writeRest(out, length, value, count));
}

/** At least what comes out: everything but a `z` makes fewer bytes than it has. */
function measureAscii85(bytes: Buffer): number {
  let zeros = 0;
  for (const byte of bytes) if (byte === ALL_ZERO) zeros += 1;
  return bytes.length + zeros * 3 + 4;
}

/** A last group of n characters stands for n - 1 bytes. */
function writeRest(out: Buffer, at: number, value: number, count: number): number {
  if (count < 2) return 0;
  let full = value;
  for (let missing = count; missing < 5; missing += 1) full = full * 85 + 84;
  out.writeUInt32BE(full % 2 ** 32, at);
  return count - 1;
}
