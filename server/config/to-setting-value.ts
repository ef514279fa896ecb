import type { Setting } from './list-settings.ts';

/**
 * Reads the text of a variable or an option as what the setting holds. A text that is none of it stays one, for the
 * schema to refuse. Lists may be written with commas or as JSON.
 */
export function toSettingValue(text: string, { kind }: Pick<Setting, 'kind'>): unknown {
  switch (kind) {
    case 'number':
      return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
    case 'boolean':
      return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text;
    case 'array':
      return /^\s*\[/.test(text) ? parseOrKeep(text) : text.split(',').map((part) => part.trim());
    case 'json':
      return parseOrKeep(text);
    case 'text':
      return text;
  }
}

function parseOrKeep(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
