/** White space of ISO 32000-1, 7.2.2. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d && byte !== 0x0b) || byte === 0;
}

/** Characters that end a token: ( ) < > [ ] { } / %. */
export function isDelimiter(byte: number): boolean {
  switch (byte) {
    case 0x28:
    case 0x29:
    case 0x3c:
    case 0x3e:
    case 0x5b:
    case 0x5d:
    case 0x7b:
    case 0x7d:
    case 0x2f:
    case 0x25:
      return true;
    default:
      return false;
  }
}

/** The next place that is neither white space nor a comment. */
export function skipSpace(view: Buffer, from: number): number {
  let at = from;
  while (at < view.length) {
    const byte = view[at] ?? 0;
    if (byte === 0x25) {
      while (at < view.length && view[at] !== 0x0a && view[at] !== 0x0d) at += 1;
    } else if (isSpace(byte)) at += 1;
    else break;
  }
  return at;
}
