/** One element of BER or DER (X.690, 8.1). Places are in bytes from the start of what it was read from. */
export type BerElement = { tag: number; start: number; end: number; next: number };

const CONSTRUCTED = 0x20;
const LONG_TAG = 0x1f;
const INDEFINITE = 0x80;
const END_BYTES = 2;

/** Elements that are walked through to find an end; a signed mail has a few thousand. */
const MAX_ELEMENTS = 1_000_000;

/** Elements inside one that are looked at. */
const MAX_CHILDREN = 1_000;

type Header = { tag: number; start: number; length: number | null };

/** Reads the element that begins at a place; null where there is none, or it reaches out of the bytes. */
export function readElement(bytes: Buffer, at: number): BerElement | null {
  const header = readHeader(bytes, at);
  if (header === null) return null;
  const { tag, start, length } = header;
  if (length !== null)
    return start + length <= bytes.length ? { tag, start, end: start + length, next: start + length } : null;
  const end = findEnd(bytes, start);
  return end === null ? null : { tag, start, end, next: end + END_BYTES };
}

/** The first elements inside one, up to one that is broken. */
export function* listChildren(bytes: Buffer, { start, end }: BerElement): Generator<BerElement> {
  const inside = bytes.subarray(0, end);
  for (let at = start, count = 0; at < end && count < MAX_CHILDREN; count += 1) {
    const child = readElement(inside, at);
    if (child === null) return;
    yield child;
    at = child.next;
  }
}

/** What an octet string holds: in one piece or, in BER, in several, on any level, which may be of one byte each. */
export function readOctets(bytes: Buffer, { tag, start, end }: BerElement): Buffer {
  if ((tag & CONSTRUCTED) === 0) return bytes.subarray(start, end);
  const joined = Buffer.alloc(end - start);
  let length = 0;
  for (let at = start; at < end; ) {
    const header = readHeader(bytes.subarray(0, end), at);
    if (header === null) break;
    const isConstructed = (header.tag & CONSTRUCTED) !== 0;
    const pieceEnd = Math.min(end, header.start + (header.length ?? 0));
    if (!isConstructed) length += bytes.copy(joined, length, header.start, pieceEnd);
    at = isConstructed ? header.start : pieceEnd;
  }
  return joined.subarray(0, length);
}

function readHeader(bytes: Buffer, at: number): Header | null {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & LONG_TAG) === LONG_TAG) return null;
  if (first === INDEFINITE) return (tag & CONSTRUCTED) === 0 ? null : { tag, start: at + 2, length: null };
  if (first < INDEFINITE) return { tag, start: at + 2, length: first };
  const size = first & 0x7f;
  if (size > 6 || at + 2 + size > bytes.length) return null;
  return { tag, start: at + 2 + size, length: bytes.readUIntBE(at + 2, size) };
}

/** Where the two zeros stand that end an element without a length. */
function findEnd(bytes: Buffer, from: number): number | null {
  let open = 1;
  let at = from;
  for (let count = 0; count < MAX_ELEMENTS; count += 1) {
    const header = readHeader(bytes, at);
    if (header === null) return null;
    if (header.tag === 0 && header.length === 0) {
      open -= 1;
      if (open === 0) return at;
    } else if (header.length === null) open += 1;
    at = header.start + (header.length ?? 0);
  }
  return null;
}
