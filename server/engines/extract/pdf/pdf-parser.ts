import { isDelimiter, isSpace, skipSpace } from './pdf-space.ts';
import { readHexString, readLiteralString } from './pdf-strings.ts';
import type { PdfDictionary, PdfValue } from './pdf-value.ts';

/** Values in each other, as deep as a reader follows; what lies deeper is read as nothing. */
const MAX_DEPTH = 100;

/** Values of one object: programs write some thousand at most. */
const MAX_VALUES = 1_000_000;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const MAX_TOKEN = 2_000;

/** A value and the place behind it. */
export type Parsed = { value: PdfValue; end: number };

/** How deep the parser is in a value, and how many values it may still read. */
type Progress = { depth: number; left: number };

/**
 * Reads the value at `from`; null at the end of the bytes and at a closing bracket. Faults are read over.
 * @throws Error where it holds more than 1,000,000 values.
 */
export function parsePdfValue(view: Buffer, from: number): Parsed | null {
  return parseValue(view, from, { depth: 0, left: MAX_VALUES });
}

function parseValue(view: Buffer, from: number, progress: Progress): Parsed | null {
  const at = skipSpace(view, from);
  if (at >= view.length || progress.depth > MAX_DEPTH) return null;
  progress.left -= 1;
  if (progress.left < 0) throw new Error('one of its objects holds too many values');
  switch (view[at]) {
    case 0x2f:
      return parseName(view, at + 1);
    case 0x28:
      return readLiteralString(view, at + 1);
    case 0x5b:
      return parseArray(view, at + 1, progress);
    case 0x3c:
      return view[at + 1] === 0x3c ? parseDictionary(view, at + 2, progress) : readHexString(view, at + 1);
    default:
      return parseToken(view, at);
  }
}

function parseName(view: Buffer, from: number): Parsed {
  const end = toTokenEnd(view, from);
  const text = view.subarray(from, Math.min(end, from + MAX_TOKEN)).toString('latin1');
  const plain = text.replace(/#([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return { value: { kind: 'name', text: plain }, end };
}

function parseArray(view: Buffer, from: number, progress: Progress): Parsed {
  progress.depth += 1;
  const items: PdfValue[] = [];
  let at = from;
  for (let next = parseValue(view, at, progress); next !== null; next = parseValue(view, at, progress)) {
    if (isEndOfObject(next.value)) break;
    items.push(next.value);
    at = next.end;
  }
  progress.depth -= 1;
  return { value: { kind: 'array', items }, end: skipClosing(view, at, 1) };
}

function parseDictionary(view: Buffer, from: number, progress: Progress): Parsed {
  progress.depth += 1;
  const entries: PdfDictionary['entries'] = new Map();
  let at = from;
  let key: string | null = null;
  for (let next = parseValue(view, at, progress); next !== null; next = parseValue(view, at, progress)) {
    if (isEndOfObject(next.value)) break;
    at = next.end;
    if (key === null) key = next.value.kind === 'name' ? next.value.text : null;
    else {
      entries.set(key, next.value);
      key = null;
    }
  }
  progress.depth -= 1;
  return { value: { kind: 'dictionary', entries }, end: skipClosing(view, at, 2) };
}

/** What was never closed must not take the stream or the next object for a part of itself. */
function isEndOfObject(value: PdfValue): boolean {
  return value.kind === 'keyword' && /^(endobj|stream|endstream|obj|xref|trailer)$/.test(value.text);
}

function skipClosing(view: Buffer, from: number, count: number): number {
  let at = skipSpace(view, from);
  for (let left = count; left > 0 && (view[at] === 0x5d || view[at] === 0x3e); left -= 1) at += 1;
  return at;
}

/** A number, a reference (`12 0 R`) or a keyword; null at a bracket that closes. */
function parseToken(view: Buffer, at: number): Parsed | null {
  const end = toTokenEnd(view, at);
  if (end === at) return isClosing(view[at]) ? null : { value: { kind: 'keyword', text: '' }, end: at + 1 };
  const text = view.subarray(at, Math.min(end, at + MAX_TOKEN)).toString('latin1');
  if (!mayBeNumber(view[at] ?? 0) || !NUMBER.test(text)) return { value: { kind: 'keyword', text }, end };
  return parseReference(view, text, end) ?? { value: { kind: 'number', value: Number(text) }, end };
}

function parseReference(view: Buffer, first: string, end: number): Parsed | null {
  if (!/^\d+$/.test(first)) return null;
  const second = readShortToken(view, end);
  if (second === null || !/^\d+$/.test(second.text)) return null;
  const third = readShortToken(view, second.end);
  if (third?.text !== 'R') return null;
  return { value: { kind: 'reference', id: Number(first), generation: Number(second.text) }, end: third.end };
}

function readShortToken(view: Buffer, from: number): { text: string; end: number } | null {
  const at = skipSpace(view, from);
  const end = toTokenEnd(view, at);
  return end === at || end - at > 10 ? null : { text: view.subarray(at, end).toString('latin1'), end };
}

function toTokenEnd(view: Buffer, from: number): number {
  let at = from;
  while (at < view.length && !isSpace(view[at] ?? 0) && !isDelimiter(view[at] ?? 0)) at += 1;
  return at;
}

/** A digit, a sign or a point: quicker than a pattern for each keyword. */
function mayBeNumber(byte: number): boolean {
  return byte >= 0x2b && byte <= 0x39;
}

function isClosing(byte: number | undefined): boolean {
  return byte === 0x5d || byte === 0x3e;
}
