/** A value of ISO 32000-1, 7.3. Texts have one character for each byte. */
export type PdfValue =
  | { kind: 'name' | 'string' | 'keyword'; text: string }
  | { kind: 'number'; value: number }
  | { kind: 'array'; items: PdfValue[] }
  | PdfDictionary
  | { kind: 'reference'; id: number; generation: number };

export type PdfDictionary = { kind: 'dictionary'; entries: Map<string, PdfValue> };

/** An indirect object, from `at` to `end` in its file; its stream, where it has one, begins at `streamAt`. */
export type PdfObject = {
  id: number;
  generation: number;
  value: PdfValue;
  at: number;
  end: number;
  streamAt: number | null;
};

/** The entry of a dictionary; null for other values and where there is none. */
export function getEntry(value: PdfValue, key: string): PdfValue | null {
  return value.kind === 'dictionary' ? (value.entries.get(key) ?? null) : null;
}

/** A name's text; null for anything else. */
export function toName(value: PdfValue | null): string | null {
  return value?.kind === 'name' ? value.text : null;
}
