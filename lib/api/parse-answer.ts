import * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import { isWebPage } from './is-web-page.ts';
import { parseJson } from './parse-json.ts';

/**
 * Reads the answer to a request that succeeded: what is asked for is taken, whatever it calls itself.
 * @throws ApiError with a code of its own for an answer that is empty, a web page, no JSON, cut or of another shape
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  response: Response,
  text: string,
): v.InferOutput<Schema> {
  const { status } = response;
  const value = parseJson(text);
  if (value === undefined) throw new ApiError(problemOf(response, text.trim()), { status });
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new ApiError('unexpected-answer', { status, cause: new v.ValiError(parsed.issues) });
}

/** Somebody else answered where it is a page, and not where it only says so: the server may have taken what was sent. */
function problemOf(response: Response, text: string): Problem {
  if (text === '') return 'empty-answer';
  if (text.startsWith('<') && isWebPage(response, text)) return 'web-page';
  return isCut(text) ? 'cut-answer' : 'not-json';
}

/** Where a length is not told, a connection that closes early looks like the end: the JSON is left open then. */
function isCut(text: string): boolean {
  return (text.startsWith('{') && !text.endsWith('}')) || (text.startsWith('[') && !text.endsWith(']'));
}
