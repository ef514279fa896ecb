import { parsePdfValue } from './pdf-parser.ts';
import { getEntry, type PdfValue } from './pdf-value.ts';

/** An object that lies in an object stream. */
export type InnerObject = { id: number; value: PdfValue };

/** Objects may be listed more than once: in all, as many times the stream's length is read at most. */
const MAX_READINGS = 8;

/**
 * The objects of an object stream (ISO 32000-1, 7.5.7): pairs of id and place, then the objects from `First` on.
 * @param bytes without filters.
 */
export function* innerObjects(bytes: Buffer, dictionary: PdfValue): Generator<InnerObject> {
  const first = getEntry(dictionary, 'First');
  const start = first?.kind === 'number' ? Math.trunc(first.value) : 0;
  let toRead = MAX_READINGS * bytes.length;
  for (const { id, place } of readPairs(bytes.subarray(0, Math.max(0, start)))) {
    const parsed = parsePdfValue(bytes, start + place);
    if (parsed === null) continue;
    yield { id, value: parsed.value };
    toRead -= parsed.end - start - place;
    if (toRead < 0) throw new Error('its objects lie in each other');
  }
}

function* readPairs(header: Buffer): Generator<{ id: number; place: number }> {
  for (let at = 0; ; ) {
    const id = parsePdfValue(header, at);
    const place = id === null ? null : parsePdfValue(header, id.end);
    if (id?.value.kind !== 'number' || place?.value.kind !== 'number' || place.value.value < 0) return;
    yield { id: id.value.value, place: Math.trunc(place.value.value) };
    at = place.end;
  }
}
