/**
 * RFC 2045, section 6.7, and as leniently as mail programs read it: what is no valid escape stays as it is.
 * @param text one character for each byte.
 */
export function decodeQuotedPrintable(text: string): Buffer {
  const decoded = text
    // Blanks may have been added on the way; those at the end of other lines do no harm here.
    .replace(/=[ \t]{0,100}\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_escape, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(decoded, 'latin1');
}
