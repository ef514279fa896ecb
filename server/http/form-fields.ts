import * as v from 'valibot';
import type { JsonObject } from '../../lib/api/wire.ts';
import { parseExactJson } from '../storage/parse-exact-json.ts';
import { findDepthFault } from './find-depth-fault.ts';

const NO_OBJECT = 'This must be a JSON object, sent as one field holding a JSON string.';

const BAD_USER = 'User name or password of this address is not valid: write % as %25.';

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
  v.metadata({ contentMediaType: 'application/json' }),
  v.rawTransform<string, JsonObject | undefined>(({ dataset, addIssue, NEVER }) => {
    if (dataset.value === '') return undefined;
    const parsed = parseExactJson(dataset.value);
    const fault = parsed === null ? NO_OBJECT : findDepthFault(parsed);
    if (fault === null && parsed !== null) return parsed;
    addIssue({ message: fault ?? NO_OBJECT });
    return NEVER;
  }),
);

/** Names as in RFC 9110, 5.1; values without control characters, so that none can end the header and begin another. */
const headerName = v.pipe(v.string(), v.regex(/^[\w!#$%&'*+.^`|~-]{1,200}$/));
const headerValue = v.pipe(v.string(), v.regex(/^[\x20-\x7e\x80-\xff]{0,8000}$/));

const headers = v.pipe(
  jsonObject,
  v.rawTransform<JsonObject | undefined, { [name: string]: string } | undefined>(
    ({ dataset, addIssue, NEVER }) => {
      if (dataset.value === undefined) return undefined;
      const parsed = v.safeParse(v.record(headerName, headerValue), dataset.value);
      if (parsed.success) return parsed.output;
      addIssue({
        message: 'Each header needs a valid name, and text without control characters as its value.',
      });
      return NEVER;
    },
  ),
);

const userAgent = v.pipe(
  text(1_000),
  v.regex(/^[\x20-\x7e\x80-\xff]*$/, 'Enter a User-Agent header: printable characters of Latin-1 only.'),
  v.transform((value) => (value.trim() === '' ? undefined : value)),
);

const webAddress = (advice: string) =>
  v.pipe(
    text(16_384),
    v.metadata({ format: 'uri' }),
    v.check((value) => value === '' || isWebLink(value), advice),
    v.check(hasReadableUser, BAD_USER),
    v.transform((value) => (value === '' ? undefined : value)),
  );

const link = webAddress('Enter a direct link that begins with http:// or https://.');
const callbackAddress = webAddress(
  'Enter the address that callbacks are sent to. It begins with http:// or https://.',
);

const pageAddress = v.pipe(
  v.string('This field is required: send the address of the page once, as text.'),
  v.maxLength(16_384, 'At most 16384 characters.'),
  v.metadata({ format: 'uri' }),
  v.check(isWebLink, 'Enter the address of a page that begins with http:// or https://.'),
  v.check(hasReadableUser, BAD_USER),
);

function isWebLink(value: string): boolean {
  const protocol = URL.parse(value)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

/** Whether user name and password of an address, if it has any, can be decoded, as a request with them needs it. */
function hasReadableUser(value: string): boolean {
  const url = URL.parse(value);
  try {
    decodeURIComponent(`${url?.username}:${url?.password}`);
    return true;
  } catch {
    return false;
  }
}

/** The kinds of fields that forms of this API have. Each message says what was expected. */
export const formFields = {
  optionalText,
  jsonObject,
  headers,
  userAgent,
  link,
  callbackAddress,
  pageAddress,
};
