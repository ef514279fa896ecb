import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';
import { RequestError } from '../errors.ts';
import type { NewScan } from '../storage/scan-store.ts';
import { findPathFault } from '../storages/find-path-fault.ts';
import { formFields } from './form-fields.ts';
import { toCallbackRequest } from './to-callback-request.ts';
import { toFieldErrors } from './to-field-errors.ts';

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
  callback: NewScan['callback'];
  originalFilePath: string | null;
  subOrigin: string | null;
};

const { optionalText, jsonObject, headers, link, callbackAddress } = formFields;

const storagePath = v.pipe(
  optionalText(4_096),
  v.rawCheck(({ dataset, addIssue }) => {
    const fault = dataset.typed && dataset.value !== undefined ? findPathFault(dataset.value) : null;
    if (fault !== null) addIssue({ message: fault });
  }),
);

/** 7-Zip would read a password only up to a NUL, and so another one than was sent. */
const filePassword = v.pipe(
  optionalText(1_024),
  v.check((value) => value?.includes('\0') !== true, 'A password cannot hold the character NUL.'),
);

/** Every field that the API documents, and the two that real callers add. Others are ignored, as the vendor does it. */
export const fieldsSchema = v.object({
  path: storagePath,
  name: optionalText(1_024),
  download_link: v.optional(link),
  storage: optionalText(1_024),
  file_password: filePassword,
  callback_url: v.optional(callbackAddress),
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
    ...toCallbackRequest(output),
    originalFilePath: output.original_file_path ?? null,
    subOrigin: output.sub_origin ?? null,
  };
}
