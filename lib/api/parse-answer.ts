import * as v from 'valibot';
import { ApiError } from '../core/errors.ts';
import type { Problem } from '../core/problem.ts';
import { isWebPage } from './is-web-page.ts';
import { parseJson } from './parse-json.ts';

/**
 * Reads the answer to a request that succeeded.
 * @throws ApiError with a code of its own for an answer that is empty, a web page, of another type, cut or of
 * another shape
 */
export function parseAnswer<Schema extends v.GenericSchema>(
  schema: Schema,
  response: Response,
  text: string,
): v.InferOutput<Schema> {
  const { status } = response;
  const value = parseJson(text);
  const problem = problemOf(response, text, value);
  if (problem !== undefined) throw new ApiError(problem, { status });
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return parsed.output;
  throw new ApiError('unexpected-answer', { status, cause: new v.ValiError(parsed.issues) });
}

function problemOf(response: Response, text: string, value: unknown): Problem | undefined {
  if (text.trim() === '') return 'empty-answer';
  if (isWebPage(response, text)) return 'web-page';
  // One that does not name its type is judged by what it holds.
  const type = response.headers.get('content-type');
  if (type !== null && !/^\s*application\/([\w.-]+\+)?json\b/i.test(type)) return 'not-json';
  if (value !== undefined) return undefined;
  return isCut(text.trim()) ? 'cut-answer' : 'not-json';
}

/** Where a length is not told, a connection that closes early looks like the end: the JSON is left open then. */
function isCut(text: string): boolean {
  return (text.startsWith('{') && !text.endsWith('}')) || (text.startsWith('[') && !text.endsWith(']'));
}
