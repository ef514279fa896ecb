import { createHexBytes, type HexBytes } from './hex-bytes.ts';

/** `end` is where the group closed, or the end of all bytes. */
export type HexGroup = {
  /** Without what stands in groups that a reader may ignore: `{\*\unknown …}`. */
  bytes: Buffer;
  /** With that; readers differ. */
  withIgnored: Buffer;
  end: number;
};

const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
const APOSTROPHE = 0x27;
const SPACE = 0x20;
const STAR = 0x2a;

/** Its letters, its number and, behind one space, whatever follows. */
type ControlWord = { word: string; number: number; end: number };

/**
 * Reads the hex digits of a group as Word does, whatever is strewn between them: white space, control words, nested
 * groups, `\bin` and `\'`, which takes away a digit that stands alone (so rtfobj of oletools found it).
 * @param from a place inside the group.
 */
export function readHexGroup(view: Buffer, from: number): HexGroup {
  const kept = createHexBytes();
  const all = createHexBytes();
  let depth = 1;
  let ignoredFrom = Number.POSITIVE_INFINITY;
  let at = from;
  const sinks = (): HexBytes[] => (depth >= ignoredFrom ? [all] : [kept, all]);
  while (at < view.length && depth > 0) {
    const byte = view[at] ?? 0;
    if (byte === OPEN) {
      depth += 1;
      if (depth < ignoredFrom && view[at + 1] === BACKSLASH && view[at + 2] === STAR) ignoredFrom = depth;
      at += 1;
    } else if (byte === CLOSE) {
      depth -= 1;
      if (depth < ignoredFrom) ignoredFrom = Number.POSITIVE_INFINITY;
      at += 1;
    } else if (byte === BACKSLASH) at = skipControl(view, at, sinks());
    else {
      const value = toDigit(byte);
      if (value >= 0) {
        if (depth < ignoredFrom) kept.addDigit(value);
        all.addDigit(value);
      }
      at += 1;
    }
  }
  return { bytes: kept.toBytes(), withIgnored: all.toBytes(), end: at };
}

function skipControl(view: Buffer, at: number, sinks: readonly HexBytes[]): number {
  const next = view[at + 1] ?? 0;
  if (next === APOSTROPHE) {
    for (const sink of sinks) sink.dropOddDigit();
    return at + 4;
  }
  if (!isLetter(next)) return at + 2;
  const { word, number, end } = readControlWord(view, at + 1);
  if (word !== 'bin' || number <= 0) return end;
  for (const sink of sinks) sink.addRaw(view.subarray(end, end + number));
  return end + number;
}

/** @param from its first letter. */
function readControlWord(view: Buffer, from: number): ControlWord {
  let at = from;
  while (isLetter(view[at] ?? 0)) at += 1;
  const word = view.subarray(from, Math.min(at, from + 32)).toString('latin1');
  const numberAt = at;
  if (view[at] === 0x2d) at += 1;
  while (isDecimal(view[at] ?? 0)) at += 1;
  const number = Number(view.subarray(numberAt, Math.min(at, numberAt + 12)).toString('latin1')) || 0;
  return { word, number, end: view[at] === SPACE ? at + 1 : at };
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
}

function isDecimal(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function toDigit(byte: number): number {
  if (isDecimal(byte)) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
