import type { Parsed } from './pdf-parser.ts';

const ESCAPES: ReadonlyMap<number, number> = new Map([
  [0x6e, 0x0a],
  [0x72, 0x0d],
  [0x74, 0x09],
  [0x62, 0x08],
  [0x66, 0x0c],
]);

/** @param from behind the opening bracket. Without a closing one the string ends with the bytes. */
export function readLiteralString(view: Buffer, from: number): Parsed {
  const bytes = Buffer.alloc(findStringEnd(view, from) - from);
  let length = 0;
  let depth = 1;
  let at = from;
  while (at < view.length) {
    const byte = view[at] ?? 0;
    if (byte === 0x28) depth += 1;
    if (byte === 0x29) depth -= 1;
    if (depth === 0) break;
    if (byte === 0x5c) {
      const escaped = readEscape(view, at + 1);
      if (escaped.byte !== null) {
        bytes[length] = escaped.byte;
        length += 1;
      }
      at = escaped.end;
    } else {
      bytes[length] = byte;
      length += 1;
      at += 1;
    }
  }
  return { value: { kind: 'string', text: bytes.toString('latin1', 0, length) }, end: at + 1 };
}

function findStringEnd(view: Buffer, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < view.length; at += 1) {
    if (view[at] === 0x5c) at += 1;
    else if (view[at] === 0x28) depth += 1;
    else if (view[at] === 0x29) depth -= 1;
    if (depth === 0) break;
  }
  return Math.min(at, view.length);
}

/** @param from behind the backslash. */
function readEscape(view: Buffer, from: number): { byte: number | null; end: number } {
  const first = view[from] ?? 0;
  if (first === 0x0d) return { byte: null, end: view[from + 1] === 0x0a ? from + 2 : from + 1 };
  if (first === 0x0a) return { byte: null, end: from + 1 };
  if (first < 0x30 || first > 0x37) return { byte: ESCAPES.get(first) ?? first, end: from + 1 };
  let value = 0;
  let at = from;
  while (at < from + 3 && (view[at] ?? 0) >= 0x30 && (view[at] ?? 0) <= 0x37) {
    value = value * 8 + (view[at] ?? 0) - 0x30;
    at += 1;
  }
  return { byte: value & 0xff, end: at };
}

/** @param from behind the opening bracket. */
export function readHexString(view: Buffer, from: number): Parsed {
  const found = view.indexOf(0x3e, from);
  const end = found < 0 ? view.length : found;
  const digits = view.toString('latin1', from, end).replace(/[^0-9a-f]/gi, '');
  const even = digits.length % 2 === 0 ? digits : `${digits}0`;
  return { value: { kind: 'string', text: Buffer.from(even, 'hex').toString('latin1') }, end: end + 1 };
}
