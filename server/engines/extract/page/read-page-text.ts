import { toBuffer } from '../text/to-buffer.ts';

const NAMED: Record<string, string> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  colon: ':',
  comma: ',',
  semi: ';',
  sol: '/',
  equals: '=',
  plus: '+',
  Tab: '',
  NewLine: '',
};

/** A page's or script's text, one character for each byte unless it is UTF-16, with character references resolved. */
export function readPageText(bytes: Uint8Array): string {
  const text = decode(toBuffer(bytes));
  if (!/&(#|[a-zA-Z]{2,7};)/.test(text)) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-zA-Z]{2,7})(?=;));?/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return NAMED[name] ?? whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

function decode(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2);
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
      .swap16()
      .toString('utf16le');
  return bytes.toString('latin1');
}
