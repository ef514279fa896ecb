/** One property that has bytes: text, binary or an object. `id` is that of [MS-OXPROPS], without its type. */
export type MapiProperty = { id: number; isWide: boolean; bytes: Buffer };

const MULTIPLE = 0x1000;
const WIDE_TEXT = 0x1f;
const OBJECT = 0x0d;
const LONG_TYPES: readonly number[] = [0x1e, WIDE_TEXT, 0x102, OBJECT];
/** Bytes of a value of each other type, filled up to four ([MS-OXTNEF] 2.1.3.2). */
const SIZES: ReadonlyMap<number, number> = new Map([
  ...[2, 3, 4, 10, 11].map((type) => [type, 4] as const),
  ...[5, 6, 7, 0x14, 0x40].map((type) => [type, 8] as const),
  [0x48, 16],
]);

const NAMED = 0x8000;
const GUID_BYTES = 16;

/** Reads the properties of a message or an attachment, up to the first that makes no sense ([MS-OXTNEF] 2.1.3.2). */
export function* listProperties(bytes: Buffer): Generator<MapiProperty> {
  for (let at = 4; at + 4 <= bytes.length; ) {
    const type = bytes.readUInt16LE(at) & ~MULTIPLE;
    const isMultiple = (bytes.readUInt16LE(at) & MULTIPLE) !== 0;
    const id = bytes.readUInt16LE(at + 2);
    at = id >= NAMED ? skipName(bytes, at + 4) : at + 4;
    const isLong = LONG_TYPES.includes(type);
    const size = SIZES.get(type);
    if (!isLong && size === undefined) return;
    const count = isLong || isMultiple ? readNumber(bytes, at) : 1;
    at += isLong || isMultiple ? 4 : 0;
    for (let index = 0; index < count && at < bytes.length; index += 1) {
      const length = isLong ? readNumber(bytes, at) : (size ?? 0);
      at += isLong ? 4 : 0;
      const start = type === OBJECT ? at + GUID_BYTES : at;
      if (isLong) yield { id, isWide: type === WIDE_TEXT, bytes: bytes.subarray(start, at + length) };
      at += Math.ceil(length / 4) * 4;
    }
  }
}

function skipName(bytes: Buffer, at: number): number {
  const kind = readNumber(bytes, at + GUID_BYTES);
  const number = readNumber(bytes, at + GUID_BYTES + 4);
  return at + GUID_BYTES + 8 + (kind === 0 ? 0 : Math.ceil(number / 4) * 4);
}

/** Beyond the end, a number that leads out of the bytes. */
function readNumber(bytes: Buffer, at: number): number {
  return at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0xffff_ffff;
}
