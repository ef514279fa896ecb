/**
 * The pieces of a multipart body. `outside` is what stands before, between or behind the parts; `complete` is false where
 * there are more than are looked for, which are then in the last piece.
 */
export type MultipartPieces = { parts: Buffer[]; outside: Buffer[]; complete: boolean };

/** RFC 2046, 5.1.1 allows 70 characters; programs that write longer ones are read as well. */
const MAX_BOUNDARY = 500;

const MAX_PIECES = 20_000;

const NEWLINE = 0x0a;

/**
 * Splits a multipart body (RFC 2046, 5.1). What comes behind the closing line is split on too, and a missing closing line
 * is no fault: mail programs differ there, and each of them must find what it would show among the parts.
 * @returns null where no line with that boundary is found.
 */
export function splitMultipart(body: Buffer, boundary: string): MultipartPieces | null {
  if (boundary === '' || boundary.length > MAX_BOUNDARY) return null;
  const lines = findDelimiters(body, boundary, true);
  // Some programs take a line that only begins with the boundary.
  const delimiters = lines.length > 0 ? lines : findDelimiters(body, boundary, false);
  if (delimiters.length === 0) return null;
  const parts: Buffer[] = [];
  const outside = [body.subarray(0, delimiters[0]?.start)];
  for (const [index, { end, closes }] of delimiters.entries()) {
    const piece = withoutLastBreak(body.subarray(end, delimiters[index + 1]?.start));
    (closes ? outside : parts).push(piece);
  }
  return { parts, outside, complete: delimiters.length < MAX_PIECES };
}

/** The boundary of a body whose header names none, or a wrong one: a line of that form before a header of a part. */
export function guessBoundary(body: Buffer): string | null {
  const head = body.toString('latin1', 0, 65_536);
  return /^--([^\r\n]{1,200}?)[ \t]*\r?\n(?:content-[a-z-]+|mime-version)[ \t]*:/im.exec(head)?.[1] ?? null;
}

type Delimiter = { start: number; end: number; closes: boolean };

function findDelimiters(body: Buffer, boundary: string, strict: boolean): Delimiter[] {
  const mark = Buffer.from(`--${boundary}`, 'latin1');
  const found: Delimiter[] = [];
  for (let at = body.indexOf(mark); at >= 0 && found.length < MAX_PIECES; ) {
    const lineEnd = body.indexOf(NEWLINE, at);
    const end = lineEnd < 0 ? body.length : lineEnd + 1;
    const isFirstInLine = at === 0 || body[at - 1] === NEWLINE || body[at - 1] === 0x0d;
    const rest = body.toString('latin1', at + mark.length, Math.min(end, at + mark.length + 100));
    if (isFirstInLine && (!strict || /^(--)?[ \t]*[\r\n]*$/.test(rest)))
      found.push({ start: at, end, closes: rest.startsWith('--') });
    at = body.indexOf(mark, isFirstInLine ? end : at + 1);
  }
  return found;
}

/** The line break before a delimiter belongs to the delimiter. */
function withoutLastBreak(bytes: Buffer): Buffer {
  if (bytes.at(-1) !== NEWLINE) return bytes;
  return bytes.subarray(0, bytes.at(-2) === 0x0d ? -2 : -1);
}
