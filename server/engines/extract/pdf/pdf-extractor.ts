import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from '../extractor.ts';
import { isEncryptedPdf } from './is-encrypted-pdf.ts';
import { openPdf } from './pdf-document.ts';
import { createPdfParts } from './pdf-parts.ts';

const MARK = '%PDF-';

/** Readers accept a file whose mark stands anywhere in its beginning. */
const START_BYTES = 1_024;

/**
 * PDF: attached files, scripts, and every stream without its filters. Small streams are joined, since each part costs
 * the engines as much as a file; what acts by itself and was packed or escaped stands once more in plain words.
 */
export const pdfExtractor: Extractor = {
  matches: ({ bytes }) => Buffer.from(bytes.subarray(0, START_BYTES)).includes(MARK),
  extract: extractPdf,
};

function* extractPdf(
  { bytes }: ExtractorInput,
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const document = openPdf(view, budget);
  if (document.isEmpty) return;
  if (isEncryptedPdf(view, document)) {
    return yield { reason: 'encrypted', words: 'encrypted PDF files cannot be opened', members: [] };
  }
  const parts = createPdfParts(view, document);
  // Twice: what a stream is may be said behind it.
  for (const object of document.objects()) yield* parts.noteObject(object);
  for (const object of document.objects()) yield* parts.readStream(object);
  yield* parts.finish();
}
