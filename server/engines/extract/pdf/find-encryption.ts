import type { UnpackBudget } from '../../unpack-budget.ts';
import type { PdfDocument } from './pdf-document.ts';
import { parsePdfValue } from './pdf-parser.ts';
import { getEntry, type PdfValue } from './pdf-value.ts';

/** What a trailer says of how the file is encrypted; `fileId` is empty where there is none. */
export type FoundEncryption = { dictionary: PdfValue; fileId: Buffer };

const TRAILER = Buffer.from('trailer');

/** Trailers that are looked at: a file has one for each time that it was changed. */
const MAX_TRAILERS = 10_000;

/**
 * Finds the last trailer, or stream that stands for one, that names an encryption dictionary (ISO 32000-1, 7.6.1).
 * Null where the file is not encrypted.
 * @throws LimitReached when the time is over.
 */
export function findEncryption(
  view: Buffer,
  document: PdfDocument,
  budget: UnpackBudget,
): FoundEncryption | null {
  let found: FoundEncryption | null = null;
  for (const trailer of trailers(view, document, budget)) {
    const encrypt = getEntry(trailer, 'Encrypt');
    const dictionary = document.resolve(encrypt);
    if (encrypt === null || (dictionary?.kind === 'keyword' && dictionary.text === 'null')) continue;
    found = {
      dictionary: dictionary ?? encrypt,
      fileId: readFileId(document.resolve(getEntry(trailer, 'ID'))),
    };
  }
  return found;
}

function* trailers(view: Buffer, document: PdfDocument, budget: UnpackBudget): Generator<PdfValue> {
  let at = view.indexOf(TRAILER);
  for (let count = 0; at >= 0 && count < MAX_TRAILERS; count += 1) {
    budget.growTo(0);
    const parsed = parsePdfValue(view, at + TRAILER.length);
    if (parsed !== null) yield parsed.value;
    at = view.indexOf(TRAILER, Math.max(parsed?.end ?? 0, at + TRAILER.length));
  }
  yield* document.trailers;
}

function readFileId(value: PdfValue | null): Buffer {
  const first = value?.kind === 'array' ? value.items[0] : undefined;
  return Buffer.from(first?.kind === 'string' ? first.text : '', 'latin1');
}
