import type { UnpackBudget } from '../../unpack-budget.ts';
import { type Inflated, inflate } from '../inflate.ts';
import { decodeAscii85, decodeAsciiHex } from './filters/ascii-filters.ts';
import { decodeLzw } from './filters/lzw.ts';
import { type PredictorParams, undoPredictor } from './filters/predictor.ts';
import { decodeRunLength } from './filters/run-length.ts';
import { getEntry, type PdfValue, toName } from './pdf-value.ts';

/** A stream without its filters. */
export type DecodedStream = {
  bytes: Buffer;
  /** Whether there was a filter to be taken off: else the bytes stand in the file as they are. */
  isPacked: boolean;
  /** False where a filter's data breaks off or is damaged. */
  whole: boolean;
  /** The filter that nothing here decodes and that is not a picture's; null where there is none. */
  unknownFilter: string | null;
};

/** Follows references; anything else is given back. */
export type Resolve = (value: PdfValue | null) => PdfValue | null;

type Filter = (
  bytes: Buffer,
  params: PdfValue | null,
  tools: { budget: UnpackBudget; resolve: Resolve },
) => Inflated;

const whole = (bytes: Buffer): Inflated => ({ bytes, whole: true });

const flate: Filter = (bytes, params, { budget, resolve }) => {
  const unpacked = bytes.length === 0 ? whole(bytes) : inflate(bytes, budget);
  return { ...unpacked, bytes: undoPredictor(unpacked.bytes, toPredictor(params, resolve)) };
};

const lzw: Filter = (bytes, params, { budget, resolve }) => {
  const early = toNumber(params, 'EarlyChange', 1, resolve);
  const unpacked = decodeLzw(bytes, early === 0 ? 0 : 1, (size) => budget.growTo(size));
  return { ...unpacked, bytes: undoPredictor(unpacked.bytes, toPredictor(params, resolve)) };
};

const asciiHex: Filter = (bytes) => whole(decodeAsciiHex(bytes));
const ascii85: Filter = (bytes, _, { budget }) => whole(decodeAscii85(bytes, (size) => budget.growTo(size)));
const runLength: Filter = (bytes, _, { budget }) =>
  whole(decodeRunLength(bytes, (size) => budget.growTo(size)));
/** Encryption is taken off before all filters, unless this one says that there is none. */
const identity: Filter = (bytes) => whole(bytes);

/** ISO 32000-1, 7.4.1 and, for the short names, 8.9.7. */
const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ['FlateDecode', flate],
  ['Fl', flate],
  ['LZWDecode', lzw],
  ['LZW', lzw],
  ['ASCIIHexDecode', asciiHex],
  ['AHx', asciiHex],
  ['ASCII85Decode', ascii85],
  ['A85', ascii85],
  ['RunLengthDecode', runLength],
  ['RL', runLength],
  ['Crypt', identity],
]);

/** What they make is a picture: rules look at its packed bytes, as they do with picture files. */
const PICTURE_FILTERS: ReadonlySet<string> = new Set([
  'DCTDecode',
  'DCT',
  'JPXDecode',
  'CCITTFaxDecode',
  'CCF',
  'JBIG2Decode',
]);

const MAX_FILTERS = 20;

/**
 * Takes off a stream's filters, one after the other, up to one that makes a picture.
 * @throws LimitReached past what the budget has room for.
 */
export function decodeStream(
  raw: Buffer,
  dictionary: PdfValue,
  tools: { budget: UnpackBudget; resolve: Resolve },
): DecodedStream {
  const { resolve } = tools;
  const names = toList(resolve(getEntry(dictionary, 'Filter') ?? getEntry(dictionary, 'F')), resolve);
  const params = toList(resolve(getEntry(dictionary, 'DecodeParms') ?? getEntry(dictionary, 'DP')), resolve);
  let bytes = raw;
  for (const [index, value] of names.entries()) {
    const name = toName(value) ?? '';
    if (PICTURE_FILTERS.has(name)) break;
    const filter = FILTERS.get(name);
    if (filter === undefined || index >= MAX_FILTERS)
      return { bytes, isPacked: index > 0, whole: true, unknownFilter: name };
    const decoded = filter(bytes, params[index] ?? null, tools);
    bytes = decoded.bytes;
    // The last filter's bytes become a part, which counts by itself.
    if (index < names.length - 1) tools.budget.spend(bytes.length);
    if (!decoded.whole) return { bytes, isPacked: true, whole: false, unknownFilter: null };
  }
  return { bytes, isPacked: bytes !== raw, whole: true, unknownFilter: null };
}

/** One value stands for a list of one. A stream in another file has a name or a string where filters stand. */
function toList(value: PdfValue | null, resolve: Resolve): (PdfValue | null)[] {
  if (value === null) return [];
  if (value.kind === 'array') return value.items.map(resolve);
  return value.kind === 'name' || value.kind === 'dictionary' ? [value] : [];
}

function toPredictor(params: PdfValue | null, resolve: Resolve): PredictorParams {
  return {
    predictor: toNumber(params, 'Predictor', 1, resolve),
    columns: toNumber(params, 'Columns', 1, resolve),
    colors: toNumber(params, 'Colors', 1, resolve),
    bits: toNumber(params, 'BitsPerComponent', 8, resolve),
  };
}

/** Past any picture, so that products stay exact. */
const MAX_PARAM = 1_000_000;

function toNumber(params: PdfValue | null, key: string, fallback: number, resolve: Resolve): number {
  const value = params === null ? null : resolve(getEntry(params, key));
  if (value?.kind !== 'number' || !(value.value >= 0)) return fallback;
  return Math.min(MAX_PARAM, Math.trunc(value.value));
}
