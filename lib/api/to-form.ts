import { ApiError } from '../core/errors.ts';
import type { CallbackFields, FileSubmission, PageSubmission } from './submission.ts';
import { toTooLargeError } from './to-too-large-error.ts';

/**
 * The body of `POST /api/v1/files/`. Bytes go as multipart, with the Blob itself, which the context streams from disk;
 * everything else as an ordinary form. The bytes stand last, so that a server that streams knows the fields by then.
 * @param maxBytes most bytes that are sent
 * @throws ApiError `refused` unless it is exactly one sample; `too-large` past the limit
 */
export function toFileForm(submission: FileSubmission, maxBytes: number): FormData | URLSearchParams {
  const { data, downloadLink, path, storage, name } = submission;
  const sources = [data, downloadLink, path].filter((source) => source !== undefined && source !== '');
  if (sources.length !== 1) refuse('Send exactly one of data, downloadLink and path.');
  if (storage && !path) refuse('Send storage only together with path.');
  if (data === undefined) return fill(new URLSearchParams(), fileFields(submission));
  if (data.size > maxBytes) throw toTooLargeError(data.size, maxBytes);
  const form = fill(new FormData(), fileFields(submission));
  form.append('data', data, name || (data instanceof File ? data.name : '') || 'file');
  return form;
}

/**
 * The body of `POST /api/v1/urls/`.
 * @throws ApiError `refused` without an address
 */
export function toPageForm(submission: PageSubmission): URLSearchParams {
  const { url, userAgent, userLocation } = submission;
  if (url === '') refuse('Send the address of a page as url.');
  return fill(new URLSearchParams(), {
    path: url,
    user_agent_string: userAgent,
    user_location: userLocation,
    ...callbackFields(submission),
    sub_origin: submission.subOrigin,
  });
}

type Fields = Record<string, string | undefined>;

function fileFields(submission: FileSubmission): Fields {
  return {
    download_link: submission.downloadLink,
    path: submission.path,
    storage: submission.storage,
    name: submission.name,
    file_password: submission.filePassword,
    ...callbackFields(submission),
    original_file_path: submission.originalFilePath,
    sub_origin: submission.subOrigin,
  };
}

/** Objects go as one field with a JSON string: nested form fields lose their values on the way. */
function callbackFields({ callbackUrl, callbackParams, callbackHeaders }: CallbackFields): Fields {
  return {
    callback_url: callbackUrl,
    callback_params: callbackParams && JSON.stringify(callbackParams),
    callback_headers: callbackHeaders && JSON.stringify(callbackHeaders),
  };
}

function fill<Form extends FormData | URLSearchParams>(form: Form, fields: Fields): Form {
  for (const [name, value] of Object.entries(fields)) {
    if (value) form.append(name, value);
  }
  return form;
}

function refuse(detail: string): never {
  throw new ApiError('refused', { detail });
}
