import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';
import { RequestError } from '../errors.ts';

/** Where the result of a scan is to be sent. */
export type CallbackRequest = {
  url: string;
  /** Answered with the submission and sent with the callback, as it came. */
  params: JsonObject | null;
  /** Sent with the callback. Names and values are checked to be a header's. */
  headers: { [name: string]: string };
};

/** A checked submission. Exactly one of the file part, `link` and `path` stands for the sample. */
export type Submission = {
  name: string | null;
  link: string | null;
  path: string | null;
  /** Name of a configured storage; null for the default one. Only with `path`. */
  storage: string | null;
  filePassword: string | null;
  /** Repeated in the answer, with or without a callback. */
  callbackParams: JsonObject | null;
  callback: CallbackRequest | null;
  originalFilePath: string | null;
  subOrigin: string | null;
};

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

/** Names as in RFC 9110, 5.1; values without control characters, so that none can end the header and begin another. */
const headers = v.pipe(
  jsonObject,
  v.rawTransform<JsonObject, { [name: string]: string }>(({ dataset, addIssue, NEVER }) => {
    const parsed = v.safeParse(v.record(headerName, headerValue), dataset.value);
    if (parsed.success) return parsed.output;
    addIssue({
      message: 'Each header needs a valid name, and text without control characters as its value.',
    });
    return NEVER;
  }),
);
const headerName = v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]{1,200}$/));
const headerValue = v.pipe(v.string(), v.regex(/^[\x20-\x7e\x80-\xff]{0,8000}$/));

const link = v.pipe(
  text(16_384),
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
  callback_url: v.optional(link),
  callback_params: v.optional(jsonObject),
  callback_headers: v.optional(headers),
  original_file_path: optionalText(4_096),
  sub_origin: optionalText(1_024),
});

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
  if ([hasFile, output.download_link !== undefined, output.path !== undefined].filter(Boolean).length !== 1) {
    throw new RequestError(400, { data: ['Send exactly one of data, path and download_link.'] });
  }
  if (output.storage !== undefined && output.path === undefined)
    throw new RequestError(400, { storage: ['Send storage only together with path.'] });
  return {
    name: output.name ?? null,
    link: output.download_link ?? null,
    path: output.path ?? null,
    storage: output.storage ?? null,
    filePassword: output.file_password ?? null,
    callbackParams: output.callback_params ?? null,
    callback: toCallback(output),
    originalFilePath: output.original_file_path ?? null,
    subOrigin: output.sub_origin ?? null,
  };
}

function toCallback(output: v.InferOutput<typeof fieldsSchema>): CallbackRequest | null {
  const { callback_url: url, callback_params: params, callback_headers: headers } = output;
  if (url !== undefined) return { url, params: params ?? null, headers: headers ?? {} };
  if (headers !== undefined)
    throw new RequestError(400, {
      callback_headers: ['Send callback_headers only together with callback_url.'],
    });
  return null;
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
