import type { UnpackBudget } from '../../unpack-budget.ts';
import type { ExtractedPart, Extractor, ExtractorInput, UnopenedPart } from '../extractor.ts';
import { findEncryption } from './find-encryption.ts';
import { openPdfLock, type PdfLock } from './lock/open-pdf-lock.ts';
import { openPdf, type PdfDocument } from './pdf-document.ts';
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
  { bytes, password }: ExtractorInput,
  budget: UnpackBudget,
): Generator<ExtractedPart | UnopenedPart> {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const document = openPdf(view, budget);
  if (document.isEmpty) return;
  const encryption = findEncryption(view, document, budget);
  const { resolve } = document;
  const lock =
    encryption === null ? null : openPdfLock(encryption.dictionary, encryption.fileId, { password, resolve });
  if (encryption !== null && lock === null) {
    const words = password === null ? 'a password is needed' : 'the password that was given does not open it';
    return yield { reason: 'encrypted', words, members: [] };
  }
  const underPassword = lock?.underPassword === true;
  for (const part of readParts(view, document, lock))
    yield 'bytes' in part ? { ...part, underPassword } : part;
}

function* readParts(
  view: Buffer,
  document: PdfDocument,
  lock: PdfLock | null,
): Generator<ExtractedPart | UnopenedPart> {
  const parts = createPdfParts(view, document, lock);
  // Twice: what a stream is may be said behind it.
  for (const object of document.dictionaries()) yield* parts.noteObject(object);
  for (const object of document.contents()) yield* parts.readContent(object);
  yield* parts.finish();
}
