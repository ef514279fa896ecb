import { isDelimiter, isSpace, skipSpace } from './pdf-space.ts';
import { readHexString, readLiteralString } from './pdf-strings.ts';
import type { PdfDictionary, PdfValue } from './pdf-value.ts';

/** Values in each other, as deep as a reader follows; what lies deeper is read as nothing. */
const MAX_DEPTH = 100;

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)$/;
const MAX_TOKEN = 2_000;

/** A value and the place behind it. */
export type Parsed = { value: PdfValue; end: number };

/** Reads the value at `from`; null at the end of the bytes and at a closing bracket. Faults are read over. */
export function parsePdfValue(view: Buffer, from: number, depth = 0): Parsed | null {
  const at = skipSpace(view, from);
  if (at >= view.length || depth > MAX_DEPTH) return null;
  switch (view[at]) {
    case 0x2f:
      return parseName(view, at + 1);
    case 0x28:
      return readLiteralString(view, at + 1);
    case 0x5b:
      return parseArray(view, at + 1, depth);
    case 0x3c:
      return view[at + 1] === 0x3c ? parseDictionary(view, at + 2, depth) : readHexString(view, at + 1);
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

function parseArray(view: Buffer, from: number, depth: number): Parsed {
  const items: PdfValue[] = [];
  let at = from;
  for (
    let next = parsePdfValue(view, at, depth + 1);
    next !== null;
    next = parsePdfValue(view, at, depth + 1)
  ) {
    if (isEndOfObject(next.value)) break;
    items.push(next.value);
    at = next.end;
  }
  return { value: { kind: 'array', items }, end: skipClosing(view, at, 1) };
}

function parseDictionary(view: Buffer, from: number, depth: number): Parsed {
  const entries: PdfDictionary['entries'] = new Map();
  let at = from;
  let key: string | null = null;
  for (
    let next = parsePdfValue(view, at, depth + 1);
    next !== null;
    next = parsePdfValue(view, at, depth + 1)
  ) {
    if (isEndOfObject(next.value)) break;
    at = next.end;
    if (key === null) key = next.value.kind === 'name' ? next.value.text : null;
    else {
      entries.set(key, next.value);
      key = null;
    }
  }
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
  if (!NUMBER.test(text)) return { value: { kind: 'keyword', text }, end };
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

function isClosing(byte: number | undefined): boolean {
  return byte === 0x5d || byte === 0x3e;
}
