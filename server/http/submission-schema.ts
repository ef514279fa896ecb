import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';
import { RequestError } from '../errors.ts';

/** A checked submission. Exactly one of `hasFile` and `link` stands for the sample. */
export type Submission = { name: string | null; link: string | null; callbackParams: JsonObject | null };

const NOT_YET = 'This server does not support this field yet.';

const text = (max: number) =>
  v.pipe(v.string('Send this field once, as text.'), v.maxLength(max, `At most ${max} characters.`));

/** A form may send an unused field empty: that is the same as not sending it. */
const optionalText = (max: number) =>
  v.optional(
    v.pipe(
      text(max),
      v.transform((value) => (value === '' ? undefined : value)),
    ),
  );

const jsonObject = v.pipe(
  text(100_000),
  v.rawTransform<string, JsonObject>(({ dataset, addIssue, NEVER }) => {
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), plainObject), dataset.value);
    if (parsed.success) return parsed.output;
    addIssue({ message: 'This must be a JSON object, sent as one field holding a JSON string.' });
    return NEVER;
  }),
);

// Not v.record alone, which takes a list for an object.
const plainObject = v.custom<JsonObject>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);

const link = v.pipe(
  text(8_192),
  v.check(
    (value) => value === '' || isWebLink(value),
    'Enter a direct link that begins with http:// or https://.',
  ),
  v.transform((value) => (value === '' ? undefined : value)),
);

/** Every field that the API documents, and the two that real callers add. Others are ignored, as the vendor does it. */
const fieldsSchema = v.object({
  path: optionalText(4_096),
  name: optionalText(1_024),
  download_link: v.optional(link),
  storage: optionalText(1_024),
  file_password: optionalText(1_024),
  callback_url: optionalText(8_192),
  callback_params: v.optional(jsonObject),
  callback_headers: v.optional(jsonObject),
  original_file_path: optionalText(4_096),
  sub_origin: optionalText(1_024),
});

const UNSUPPORTED = ['path', 'storage', 'file_password', 'callback_url', 'callback_headers'] as const;

/**
 * Checks the fields of a submission, in whatever order and encoding they came.
 * @param hasFile whether the request carried the file part `data`.
 * @throws RequestError 400 naming every field that is wrong.
 */
export function parseSubmission(fields: { [name: string]: unknown }, hasFile: boolean): Submission {
  if ('data' in fields)
    throw new RequestError(400, {
      data: ['The submitted data was not a file. Send it as a multipart file part.'],
    });
  const parsed = v.safeParse(fieldsSchema, fields);
  if (!parsed.success) throw new RequestError(400, toFieldErrors(parsed.issues));
  const { output } = parsed;
  const unsupported = UNSUPPORTED.filter((field) => output[field] !== undefined);
  if (unsupported.length > 0)
    throw new RequestError(400, Object.fromEntries(unsupported.map((field) => [field, [NOT_YET]])));
  if ([hasFile, output.download_link !== undefined].filter(Boolean).length !== 1) {
    throw new RequestError(400, { data: ['Send exactly one of data, path and download_link.'] });
  }
  return {
    name: output.name ?? null,
    link: output.download_link ?? null,
    callbackParams: output.callback_params ?? null,
  };
}

function isWebLink(value: string): boolean {
  const protocol = URL.parse(value)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

function toFieldErrors(issues: readonly v.BaseIssue<unknown>[]): { [field: string]: string[] } {
  const errors: { [field: string]: string[] } = {};
  for (const issue of issues) {
    const field = v.getDotPath(issue) ?? 'non_field_errors';
    errors[field] = [...(errors[field] ?? []), issue.message];
  }
  return errors;
}
