import type { PdfValue } from './pdf-value.ts';

/**
 * Writes a value in one plain form, without the escapes that may hide a name or a command from rules.
 * Brackets in strings stay as they are: the text is for pattern matching, not for readers.
 */
export function writePdfValue(value: PdfValue): string {
  switch (value.kind) {
    case 'name':
      return `/${value.text}`;
    case 'string':
      return `(${value.text})`;
    case 'keyword':
      return value.text;
    case 'number':
      return `${value.value}`;
    case 'reference':
      return `${value.id} ${value.generation} R`;
    case 'array':
      return `[${value.items.map(writePdfValue).join(' ')}]`;
    case 'dictionary':
      return `<< ${[...value.entries].map(([key, entry]) => `/${key} ${writePdfValue(entry)}`).join(' ')} >>`;
  }
}
