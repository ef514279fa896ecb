import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';

// Newer than what TypeScript knows of JSON (https://github.com/tc39/proposal-json-parse-with-source).
type Source = { source?: string };
const rawJson: unknown = Reflect.get(JSON, 'rawJSON');

/** Not v.record, which takes a list for an object, and leaves out keys such as `constructor`. */
const objectSchema = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

/**
 * Parses a JSON object so that `JSON.stringify` writes its numbers as they stood: identities of callers may be longer
 * than a number of JavaScript is exact. Such numbers are for nothing else.
 * @returns null where the text is no JSON, or no object.
 */
export function parseExactJson(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text, keepNumber);
    return v.is(objectSchema, value) ? value : null;
  } catch {
    return null;
  }
}

function keepNumber(_key: string, value: unknown, context?: Source): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  // What is written the same anyway stays a number.
  if (JSON.stringify(value) === context.source || typeof rawJson !== 'function') return value;
  return rawJson(context.source);
}
