import type { Inflated } from '../../inflate.ts';

const CLEAR = 256;
const END = 257;
const MAX_CODES = 4_096;
const BLOCK = 65_536;

/**
 * LZWDecode (ISO 32000-1, 7.4.4).
 * @param earlyChange 1 where codes grow one code early, as they do unless the parameters say 0.
 * @param onGrowth told the size so far, in bytes, every 65,536; may throw.
 */
export function decodeLzw(bytes: Buffer, earlyChange: number, onGrowth: (size: number) => void): Inflated {
  const prefix = new Uint16Array(MAX_CODES);
  const suffix = new Uint8Array(MAX_CODES);
  const lengths = new Uint16Array(MAX_CODES).fill(1, 0, 256);
  for (let code = 0; code < 256; code += 1) suffix[code] = code;
  let out = Buffer.alloc(BLOCK);
  let size = 0;
  let next = END + 1;
  let previous = -1;
  const readCode = createBitReader(bytes);

  /** Writes the text of a code backwards from its end. */
  const write = (code: number): void => {
    const length = lengths[code] ?? 0;
    if (size + length > out.length) {
      onGrowth(size + length + BLOCK);
      out = Buffer.concat([out], Math.max(out.length * 2, size + length));
    }
    let at = size + length - 1;
    let each = code;
    for (; at > size; at -= 1, each = prefix[each] ?? 0) out[at] = suffix[each] ?? 0;
    out[size] = suffix[each] ?? 0;
    size += length;
  };

  for (;;) {
    const width = Math.min(12, Math.max(9, 32 - Math.clz32(next + earlyChange)));
    const code = readCode(width);
    if (code === null || code === END) return { bytes: out.subarray(0, size), whole: true };
    if (code === CLEAR) {
      next = END + 1;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) return { bytes: out.subarray(0, size), whole: false };
    if (previous >= 0 && next < MAX_CODES) {
      prefix[next] = previous;
      lengths[next] = (lengths[previous] ?? 0) + 1;
      // The code that is just being made ends with the byte that it begins with.
      suffix[next] = firstByte(code === next ? previous : code, prefix);
      next += 1;
    }
    write(code);
    previous = code;
  }
}

function firstByte(code: number, prefix: Uint16Array): number {
  let each = code;
  while (each > END) each = prefix[each] ?? 0;
  return each;
}

function createBitReader(bytes: Buffer): (width: number) => number | null {
  let at = 0;
  let bits = 0;
  let held = 0;
  return (width) => {
    while (held < width) {
      if (at >= bytes.length) return null;
      bits = ((bits << 8) | (bytes[at] ?? 0)) & 0xff_ffff;
      held += 8;
      at += 1;
    }
    held -= width;
    return (bits >> held) & ((1 << width) - 1);
  };
}
