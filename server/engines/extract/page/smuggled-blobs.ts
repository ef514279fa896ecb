import { detectFileType } from '../../file-type.ts';
import type { ExtractedPart } from '../extractor.ts';
import { decodeBase64 } from '../text/decode-base64.ts';

/** Digits from which on a text is decoded whatever comes out; a shorter one only where it is a file of a known type. */
const LONG_BASE64 = 1_000;
const LONG_HEX = 8_000;
const LONG_LIST = 1_000;

/** Base64 as a function is called with it counts from here on. */
const SHORT_BASE64 = 40;

const BASE64 =
  /[A-Za-z0-9+/_-]{60,}(?:[ \t\r\n]+[A-Za-z0-9+/_-]{40,})*(?:[ \t\r\n]+[A-Za-z0-9+/_-]+)?={0,2}/g;
const DECODED =
  /\b(?:atob|FromBase64String|b64decode|base64_decode|base64Decode|decode64)\s*\(\s*["'`]([A-Za-z0-9+/=_\s-]{40,})/gi;
const HEX = /(?:[0-9a-f]{2}){32,}/gi;
const ESCAPES = /(?:(?:\\x|%|\\u00|%u00)[0-9a-f]{2}){24,}/gi;
const LIST_START = /(?:\d{1,3}|0x[0-9a-f]{1,2})(?:\s*,\s*(?:\d{1,3}|0x[0-9a-f]{1,2})){23}/gi;

/** Types that any noise may have. */
const UNKNOWN: readonly string[] = ['application/octet-stream', 'text/plain', 'application/x-empty'];

/**
 * Yields files that stand in a script as text, to be put together where it runs: base64, hexadecimal digits, escapes, and
 * lists of numbers. Strings that are joined by `+` count as one.
 */
export function* findSmuggledBlobs(text: string): Generator<ExtractedPart, void, undefined> {
  const joined = text.replace(/(["'`])\s{0,100}\+\s{0,100}\1/g, '');
  for (const [, digits = ''] of joined.matchAll(DECODED))
    yield* toPart('atob', decodeBase64(digits), digits.length >= SHORT_BASE64);
  for (const [digits] of joined.matchAll(BASE64))
    yield* toPart('base64', decodeBase64(digits), digits.length >= LONG_BASE64);
  for (const [digits] of joined.matchAll(HEX))
    yield* toPart('hex', Buffer.from(digits, 'hex'), digits.length >= LONG_HEX);
  for (const [escapes] of joined.matchAll(ESCAPES)) yield* toPart('escapes', toEscaped(escapes), true);
  yield* findLists(joined);
}

/** The list is looked for by its start: a pattern for millions of numbers would need memory for each. */
function* findLists(text: string): Generator<ExtractedPart, void, undefined> {
  const start = new RegExp(LIST_START);
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const ends = /[^\d,\sa-fx]/gi;
    ends.lastIndex = match.index;
    const end = ends.exec(text)?.index ?? text.length;
    const bytes = toListed(text.slice(match.index, end));
    yield* toPart('numbers', bytes, bytes.length >= LONG_LIST || isCalled(text, match.index));
    start.lastIndex = end;
  }
}

/** Whether numbers are the arguments of what makes text or bytes of them. */
function isCalled(text: string, at: number): boolean {
  return /(?:fromCharCode|fromCodePoint|Uint8Array|Array\.of|Uint8ClampedArray|\.apply)\s*\([^()]{0,40}[[(]?\s*$/.test(
    text.slice(Math.max(0, at - 100), at),
  );
}

function toListed(list: string): Buffer {
  return Buffer.from(list.split(',').map((item) => Number(item.trim()) & 255));
}

function toEscaped(escapes: string): Buffer {
  return Buffer.from(escapes.replace(/\\x|%u00|%|\\u00/gi, ''), 'hex');
}

function* toPart(name: string, bytes: Buffer, always: boolean): Generator<ExtractedPart, void, undefined> {
  if (bytes.length > 0 && (always || !UNKNOWN.includes(detectFileType(bytes).mime))) yield { name, bytes };
}
