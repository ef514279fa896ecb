/**
 * Decodes base64 as leniently as mail programs do: whatever is no digit of it is skipped, the URL alphabet is taken too,
 * and padding in the middle ends one run and begins another.
 */
export function decodeBase64(text: string): Buffer {
  const out = Buffer.allocUnsafe(Math.ceil((text.length * 3) / 4) + 3);
  let size = 0;
  for (let start = 0; start < text.length; ) {
    const padding = text.indexOf('=', start);
    const end = padding < 0 ? text.length : padding;
    // Node stops at the first padding, so it is given one run at a time.
    if (end > start) size += out.write(text.slice(start, end), size, 'base64');
    start = end + 1;
  }
  return out.subarray(0, size);
}
