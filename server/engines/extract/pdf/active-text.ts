import type { ExtractedPart } from '../extractor.ts';
import { createPartJoiner } from './part-joiner.ts';
import type { PdfObject, PdfValue } from './pdf-value.ts';
import { writePdfValue } from './write-pdf-value.ts';

/** The name by which rules know the text. */
const NAME = 'pdf-objects.txt';

/** Names in whose company something happens without a click, or leaves the document (ISO 32000-1, 12.6). */
const ACTIVE_NAMES: ReadonlySet<string> = new Set([
  'JS',
  'JavaScript',
  'Launch',
  'OpenAction',
  'AA',
  'EmbeddedFile',
  'EmbeddedFiles',
  'URI',
  'SubmitForm',
  'ImportData',
  'GoToR',
  'GoToE',
  'RichMedia',
  'XFA',
]);

/** Codes of characters in names and texts. */
const ESCAPE = /#[0-9a-f]{2}|\\[0-7]|<[0-9a-f\s]+>/i;

const MAX_DEPTH = 100;

/**
 * Collects the objects that act, written plainly, for rules that look for more than one of them. It is given only where
 * something of it was hidden from who reads the file as it is: packed into an object stream, or escaped.
 */
export function createActiveText(view: Buffer) {
  const joiner = createPartJoiner(() => NAME);
  let isHidden = false;

  return {
    isWorthKeeping: isActive,
    /** @param object that holds the value; null where an object stream does, or where it was encrypted. */
    add(object: PdfObject | null, value: PdfValue): ExtractedPart | null {
      isHidden ||= object === null || ESCAPE.test(view.toString('latin1', object.at, object.end));
      return joiner.add(Buffer.from(writePdfValue(value), 'latin1'));
    },
    finish(): ExtractedPart | null {
      return isHidden ? joiner.finish() : null;
    },
  };
}

function isActive(value: PdfValue, depth = 0): boolean {
  if (depth > MAX_DEPTH) return false;
  if (value.kind === 'name') return ACTIVE_NAMES.has(value.text);
  if (value.kind === 'array') return value.items.some((item) => isActive(item, depth + 1));
  if (value.kind !== 'dictionary') return false;
  return [...value.entries].some(([key, entry]) => ACTIVE_NAMES.has(key) || isActive(entry, depth + 1));
}
