import type { WireError } from '../../lib/api/wire.ts';
import { RequestError, TooLargeError } from '../errors.ts';
import { DatabaseAwayError } from '../storage/database-away-error.ts';
import { isDiskFull } from './is-disk-full.ts';
import { FULL_WORDS } from './refuse-when-full.ts';

type ErrorResponse = { status: number; body: WireError; headers?: { [name: string]: string } };

/** Seconds until a database that is away is asked for again. */
const AWAY_S = 5;

/** The multipart parser's refusals whose status or words would mislead. */
const PARSER_WORDS: { [code: string]: string } = {
  FST_INVALID_JSON_FIELD_ERROR: 'A part of the form is declared as JSON, and is none.',
  FST_FIELDS_LIMIT: 'The form has too many fields.',
  FST_FILES_LIMIT: 'The form has too many files.',
  FST_PARTS_LIMIT: 'The form has too many parts.',
};

/** The one place where errors become answers, in the style of Django REST framework. Faults of ours tell no details. */
export function toErrorResponse(error: unknown): ErrorResponse {
  if (error instanceof RequestError) return { status: error.status, body: error.body };
  if (error instanceof TooLargeError)
    return { status: 413, body: { detail: `The file is larger than the limit of ${error.limit} bytes.` } };
  if (isDiskFull(error)) return { status: 507, body: { detail: FULL_WORDS } };
  if (error instanceof DatabaseAwayError)
    return {
      status: 503,
      body: { detail: 'The scanner cannot reach its database. Send it again later.' },
      headers: { 'retry-after': String(AWAY_S) },
    };
  const words = error instanceof Error && 'code' in error ? PARSER_WORDS[String(error.code)] : undefined;
  if (words !== undefined) return { status: 400, body: { detail: words } };
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  // Fastify's own refusals: unknown media type, broken multipart, body over the form limit and so on.
  if (error instanceof Error && status >= 400 && status < 500)
    return { status, body: { detail: error.message } };
  return { status: 500, body: { detail: 'The service failed. Its log says why.' } };
}
