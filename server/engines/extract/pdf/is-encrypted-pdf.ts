import type { PdfDocument } from './pdf-document.ts';
import { parsePdfValue } from './pdf-parser.ts';
import { getEntry, toName } from './pdf-value.ts';

const TRAILER = Buffer.from('trailer');

/** Trailers that are looked at: a file has one for each time that it was changed. */
const MAX_TRAILERS = 10_000;

/** Whether a trailer, or the stream that stands for one, names an encryption dictionary (ISO 32000-1, 7.6.1). */
export function isEncryptedPdf(view: Buffer, document: PdfDocument): boolean {
  let at = view.indexOf(TRAILER);
  for (let count = 0; at >= 0 && count < MAX_TRAILERS; count += 1) {
    const parsed = parsePdfValue(view, at + TRAILER.length);
    if (parsed !== null && getEntry(parsed.value, 'Encrypt') !== null) return true;
    at = view.indexOf(TRAILER, Math.max(parsed?.end ?? 0, at + TRAILER.length));
  }
  for (const { value } of document.objects()) {
    if (toName(getEntry(value, 'Type')) === 'XRef' && getEntry(value, 'Encrypt') !== null) return true;
  }
  return false;
}
