import type { ExtractedPart, Extractor } from '../extractor.ts';
import { decodeBase64 } from './decode-base64.ts';
import { isPlainText } from './is-plain-text.ts';
import { readLine } from './read-line.ts';
import { toBuffer } from './to-buffer.ts';

/** `begin 644 name`, as in uuencode and `uuencode -m` of POSIX. */
const BEGIN = /^begin(-base64)? [0-7]{3,4} (.{1,1000}?)\s*$/;

/** Files that stand uuencoded in a text, wherever they begin. One that is cut short is read as far as it goes. */
export const uuencodeExtractor: Extractor = {
  matches: ({ mime, bytes }) => isPlainText(mime) && toBuffer(bytes).includes('begin', 0, 'latin1'),
  extract: function* ({ bytes }) {
    const text = toBuffer(bytes);
    for (let at = text.indexOf('begin', 0, 'latin1'); at >= 0; at = text.indexOf('begin', at, 'latin1')) {
      const { line, next } = readLine(text, at);
      const [found, base64, name = ''] = at === 0 || text[at - 1] === 0x0a ? (BEGIN.exec(line) ?? []) : [];
      if (found === undefined) {
        at += 1;
        continue;
      }
      const { part, end } = base64 === undefined ? readLines(text, next, name) : readBase64(text, next, name);
      if (part !== null) yield part;
      at = end;
    }
  },
};

type Read = { part: ExtractedPart | null; end: number };

function readLines(text: Buffer, start: number, name: string): Read {
  const pieces: Buffer[] = [];
  let at = start;
  while (at < text.length) {
    const { line, next } = readLine(text, at);
    const piece = decodeLine(line);
    if (piece === null) break;
    pieces.push(piece);
    at = next;
  }
  const bytes = Buffer.concat(pieces);
  return { part: bytes.length === 0 ? null : { name, bytes }, end: at };
}

/** One line of the classic form; null where it is none, or the last. Blanks at its end may have been lost on the way. */
function decodeLine(line: string): Buffer | null {
  if (!/^[ -`]+$/.test(line)) return null;
  const size = (line.charCodeAt(0) - 32) & 63;
  const digits = Math.ceil(size / 3) * 4;
  if (size === 0 || line.length > digits + 3) return null;
  const out = Buffer.alloc((digits / 4) * 3);
  for (let index = 0; index < digits; index += 1) {
    const code = index + 1 < line.length ? (line.charCodeAt(index + 1) - 32) & 63 : 0;
    const bit = index * 6;
    out[bit >> 3] = (out[bit >> 3] ?? 0) | ((code << 2) >> (bit & 7));
    if ((bit & 7) > 2) out[(bit >> 3) + 1] = (code << (10 - (bit & 7))) & 255;
  }
  return out.subarray(0, size);
}

function readBase64(text: Buffer, start: number, name: string): Read {
  let at = start;
  while (at < text.length) {
    const { line, next } = readLine(text, at);
    if (!/^[A-Za-z0-9+/]+={0,2}\s*$/.test(line)) break;
    at = next;
  }
  const bytes = decodeBase64(text.toString('latin1', start, at));
  return { part: bytes.length === 0 ? null : { name, bytes }, end: at };
}
