import * as v from 'valibot';
import { RequestError } from '../errors.ts';
import type { ScanFilter } from '../storage/scan-store.ts';
import { VERDICT_CODES } from '../verdict-codes.ts';
import { toFieldErrors } from './to-field-errors.ts';

const epochSeconds = v.pipe(
  v.string('Send this parameter once.'),
  v.regex(/^\d{10}$/, 'Enter a time as 10 digits: seconds since 1970.'),
  v.transform(Number),
);

const isoTime = v.pipe(
  v.string('Send this parameter once.'),
  v.check(isExactTime, 'This is not a cursor of this server.'),
  v.transform((value) => Date.parse(value)),
);

/** Dates are read in many forms, and in some as another time than was meant: only what this service writes is taken. */
function isExactTime(value: string): boolean {
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString() === value;
}

/** Every documented filter, and the cursor. Others are ignored. */
export const querySchema = v.object({
  start: v.optional(epochSeconds),
  end: v.optional(epochSeconds),
  origin: v.optional(v.string('Send this parameter once.')),
  verbose_verdict: v.optional(v.picklist(VERDICT_CODES, `One of ${VERDICT_CODES.join(', ')}.`)),
  // This service knows one organization only: any number is taken, and narrows nothing.
  organization_id: v.optional(
    v.pipe(v.string('Send this parameter once.'), v.regex(/^\d+$/, 'Enter a number.')),
  ),
  _cursor: v.optional(isoTime),
});

/**
 * Checks the query of the list. `start` and `end` are inclusive seconds and compared with the time of submission.
 * @throws RequestError 400 naming every parameter that is wrong.
 */
export function parseListQuery(query: unknown): ScanFilter {
  const parsed = v.safeParse(querySchema, query);
  if (!parsed.success) throw new RequestError(400, toFieldErrors(parsed.issues));
  const { start, end, origin, verbose_verdict, _cursor } = parsed.output;
  return {
    from: start === undefined ? null : start * 1_000,
    until: end === undefined ? null : (end + 1) * 1_000,
    before: _cursor ?? null,
    origin: origin ?? null,
    verdict: verbose_verdict ?? null,
  };
}
