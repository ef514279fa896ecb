import * as v from 'valibot';
import { RequestError } from '../errors.ts';
import type { NewScan } from '../storage/scan-store.ts';
import { formFields } from './form-fields.ts';
import { toCallbackRequest } from './to-callback-request.ts';
import { toFieldErrors } from './to-field-errors.ts';

const { optionalText, jsonObject, headers, userAgent, callbackAddress, pageAddress } = formFields;

/** Every field that the API documents for pages, and the mark by which callers find their scan. */
export const pageFieldsSchema = v.object({
  path: pageAddress,
  user_agent_string: v.optional(userAgent),
  user_location: optionalText(200),
  callback_url: v.optional(callbackAddress),
  callback_params: v.optional(jsonObject),
  callback_headers: v.optional(headers),
  sub_origin: optionalText(1_024),
});

/** A checked submission of a page. `user_location` is not in it: this service fetches from where it runs. */
export type PageSubmission = Pick<NewScan, 'userAgent' | 'callbackParams' | 'callback' | 'subOrigin'> & {
  link: string;
};

/**
 * Checks the fields of a page's submission.
 * @throws RequestError 400 naming every field that is wrong.
 */
export function parsePageSubmission(fields: { [name: string]: unknown }): PageSubmission {
  // A field that is missing is told in the words for one of the wrong kind.
  const parsed = v.safeParse(pageFieldsSchema, { path: undefined, ...fields });
  if (!parsed.success) throw new RequestError(400, toFieldErrors(parsed.issues));
  const { output } = parsed;
  return {
    link: output.path,
    userAgent: output.user_agent_string ?? null,
    subOrigin: output.sub_origin ?? null,
    ...toCallbackRequest(output),
  };
}
