import type { UnpackBudget } from '../../unpack-budget.ts';
import { type DecodedStream, decodeStream, type Resolve } from './decode-stream.ts';
import { createObjectReader } from './find-objects.ts';
import { createStreamEnds } from './find-stream-end.ts';
import type { PdfLock } from './lock/open-pdf-lock.ts';
import { getEntry, type PdfObject, type PdfValue, toName } from './pdf-value.ts';

/** References to references, as far as they are followed. */
const MAX_STEPS = 8;

/** Of a list of filters, or of one's parameters. */
const MAX_FILTER_ENTRIES = 20;

/** A PDF file, of which only the places of its objects are kept: each is read again when it is needed. */
export type PdfDocument = {
  /** Every object of the file that may speak of others, in its order; those in object streams are not among them. */
  dictionaries: () => Generator<PdfObject>;
  /** Every object of the file that has a stream or is a string. */
  contents: () => Generator<PdfObject>;
  /** Dictionaries of streams that stand for a trailer and name an encryption. */
  trailers: readonly PdfValue[];
  resolve: Resolve;
  /** The stream of an object without encryption and filters; null where it has none. @throws LimitReached */
  decode: (object: PdfObject, lock: PdfLock | null) => DecodedStream | null;
  /** Tells of an object that an object stream holds, so that `resolve` finds it. */
  addInner: (id: number, value: PdfValue) => void;
  /** Whether there is any object at all. */
  isEmpty: boolean;
};

/** Opens a file as readers do when its tables are broken: by its objects. */
export function openPdf(view: Buffer, budget: UnpackBudget): PdfDocument {
  const places = new Map<number, number>();
  const reader = createObjectReader(view, budget);
  const dictionaries: number[] = [];
  const contents: number[] = [];
  const trailers: PdfValue[] = [];
  for (const { id, at, value, streamAt } of reader.all()) {
    places.set(id, at);
    if (value.kind === 'dictionary' || value.kind === 'array') dictionaries.push(at);
    if (streamAt !== null || value.kind === 'string') contents.push(at);
    if (toName(getEntry(value, 'Type')) === 'XRef' && getEntry(value, 'Encrypt') !== null)
      trailers.push(value);
  }
  const inner = new Map<number, PdfValue>();
  const toStreamEnd = createStreamEnds(view);

  const resolve: Resolve = (value) => {
    let current = value;
    for (let step = 0; current?.kind === 'reference' && step < MAX_STEPS; step += 1) {
      const place = places.get(current.id);
      current = place === undefined ? (inner.get(current.id) ?? null) : (reader.at(place)?.value ?? null);
    }
    return current;
  };

  const decode: PdfDocument['decode'] = (object, lock) => {
    if (object.streamAt === null) return null;
    budget.growTo(0);
    const length = resolve(getEntry(object.value, 'Length'));
    const end = toStreamEnd(object.streamAt, length?.kind === 'number' ? length.value : null);
    const raw = view.subarray(object.streamAt, end);
    // Objects may claim the same bytes as their streams, each to be decrypted by itself.
    if (lock !== null) budget.spend(raw.length);
    const decoded = decodeStream(lock?.openStream(object, raw) ?? raw, object.value, { budget, resolve });
    return { ...decoded, isPacked: decoded.isPacked || lock !== null };
  };

  const addInner = (id: number, value: PdfValue): void => {
    if (isSmall(value)) inner.set(id, value);
  };

  function* readAll(marks: readonly number[]): Generator<PdfObject> {
    for (const mark of marks) {
      const object = reader.at(mark);
      if (object !== null) yield object;
    }
  }

  return {
    dictionaries: () => readAll(dictionaries),
    contents: () => readAll(contents),
    trailers,
    resolve,
    decode,
    addInner,
    isEmpty: places.size === 0,
  };
}

/** Lengths, filters and their parameters; what pages are made of is never asked for. */
function isSmall(value: PdfValue): boolean {
  switch (value.kind) {
    case 'array':
      return value.items.length <= MAX_FILTER_ENTRIES;
    case 'dictionary':
      return (
        value.entries.size <= MAX_FILTER_ENTRIES &&
        (value.entries.has('Predictor') || value.entries.has('EarlyChange'))
      );
    default:
      return value.kind === 'name' || value.kind === 'number';
  }
}
