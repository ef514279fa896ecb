const END = 128;

/**
 * RunLengthDecode (ISO 32000-1, 7.4.5).
 * @param onGrowth told the size before it is taken, in bytes; may throw.
 */
export function decodeRunLength(bytes: Buffer, onGrowth: (size: number) => void): Buffer {
  const out = Buffer.alloc(measure(bytes, onGrowth));
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const count = bytes[at] ?? END;
    if (count === END) break;
    if (count < END) {
      length += bytes.copy(out, length, at + 1, at + 2 + count);
      at += count + 2;
    } else {
      out.fill(bytes[at + 1] ?? 0, length, length + 257 - count);
      length += 257 - count;
      at += 2;
    }
  }
  return out.subarray(0, length);
}

function measure(bytes: Buffer, onGrowth: (size: number) => void): number {
  let size = 0;
  for (let at = 0; at < bytes.length; ) {
    const count = bytes[at] ?? END;
    if (count === END) break;
    size += count < END ? count + 1 : 257 - count;
    at += count < END ? count + 2 : 2;
  }
  onGrowth(size);
  return size;
}
