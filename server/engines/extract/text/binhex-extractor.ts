import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, UnopenedPart } from '../extractor.ts';
import { isPlainText } from './is-plain-text.ts';
import { toBuffer } from './to-buffer.ts';

/** RFC 1741: the words before a file, its 64 digits, and the byte that says how often the one before it stands. */
const MARK = '(This file must be converted with BinHex';
const DIGITS = '!"#$%&\'()*+,-012345689@ABCDEFGHIJKLMNPQRSTUVXYZ[`abcdefhijklmpqr';
const REPEAT = 0x90;

const VALUES = new Map([...DIGITS].map((digit, value) => [digit.charCodeAt(0), value]));

/** Files in BinHex 4.0: the data and the resource fork. A wrong checksum is told, and what there is is scanned. */
export const binhexExtractor: Extractor = {
  matches: ({ mime, bytes }) => isPlainText(mime) && toBuffer(bytes).includes(MARK, 0, 'latin1'),
  extract: function* ({ bytes }, budget) {
    const text = toBuffer(bytes);
    let at = text.indexOf(MARK, 0, 'latin1');
    while (at >= 0) {
      const start = text.indexOf('\n:', at, 'latin1');
      if (start < 0) return;
      const colon = text.indexOf(':', start + 2, 'latin1');
      const end = colon < 0 ? text.length : colon;
      yield* readForks(repeat(decode(text.subarray(start + 2, end)), budget));
      at = text.indexOf(MARK, end, 'latin1');
    }
  },
};

/** The header's name, the lengths of both forks, and each with a checksum behind it (RFC 1741, appendix A). */
function* readForks(file: Buffer): Generator<ExtractedPart | UnopenedPart, void, undefined> {
  const nameSize = file[0] ?? 0;
  const header = nameSize + 20;
  const name = file.toString('latin1', 1, 1 + nameSize);
  if (nameSize === 0 || nameSize > 63 || file.length < header + 2) {
    yield { reason: 'damaged', words: 'it is no whole BinHex file', members: [] };
    return;
  }
  const dataSize = file.readUInt32BE(header - 8);
  const resourceSize = file.readUInt32BE(header - 4);
  const data = file.subarray(header + 2, header + 2 + dataSize);
  const behind = header + 2 + dataSize + 2;
  const resource = file.subarray(behind, behind + resourceSize);
  if (data.length > 0) yield { name, bytes: data };
  if (resource.length > 0) yield { name: `${name}.rsrc`, bytes: resource };
  const isWhole =
    file.length >= behind + resourceSize &&
    hasChecksum(file, 0, header) &&
    hasChecksum(file, header + 2, header + 2 + dataSize);
  if (!isWhole)
    yield { reason: 'damaged', words: 'its checksum is wrong or it is cut short', members: [name] };
}

function hasChecksum(file: Buffer, start: number, end: number): boolean {
  let crc = 0;
  for (let at = start; at < end; at += 1) {
    crc ^= (file[at] ?? 0) << 8;
    for (let bit = 0; bit < 8; bit += 1) crc = ((crc << 1) ^ ((crc & 0x8000) === 0 ? 0 : 0x1021)) & 0xffff;
  }
  return end + 2 <= file.length && file.readUInt16BE(end) === crc;
}

/** Undoes the six bits of each digit. */
function decode(digits: Buffer): Buffer {
  const packed = Buffer.allocUnsafe(digits.length);
  let size = 0;
  let bits = 0;
  let count = 0;
  for (const digit of digits) {
    const value = VALUES.get(digit);
    if (value === undefined) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    packed[size] = (bits >> count) & 255;
    size += 1;
  }
  return packed.subarray(0, size);
}

/** Undoes the repetitions: a byte, the mark, and how often the byte stands there; the mark and a zero are the mark. */
function repeat(packed: Buffer, budget: UnpackBudget): Buffer {
  const size = measure(packed);
  budget.growTo(size);
  const out = Buffer.alloc(size);
  let filled = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const byte = packed[at] ?? 0;
    const times = byte === REPEAT ? (packed[at + 1] ?? 0) : 1;
    if (byte === REPEAT && times > 0) {
      out.fill(out[filled - 1] ?? 0, filled, filled + times - 1);
      filled += times - 1;
    } else {
      out[filled] = byte;
      filled += 1;
    }
    if (byte === REPEAT) at += 1;
  }
  return out.subarray(0, filled);
}

function measure(packed: Buffer): number {
  let size = 0;
  for (let at = 0; at < packed.length; at += 1) {
    const times = packed[at] === REPEAT ? (packed[at + 1] ?? 0) : 0;
    size += times > 0 ? times - 1 : 1;
    if (packed[at] === REPEAT) at += 1;
  }
  return size;
}
