import { RESERVED_HEADERS } from '../../callbacks/reserved-headers.ts';
import type { querySchema } from '../list-query-schema.ts';
import type { pageFieldsSchema } from '../page-submission-schema.ts';
import type { fieldsSchema } from '../submission-schema.ts';

type Descriptions<Schema extends { entries: object }> = { [field in keyof Schema['entries']]: string };

const callbackFields = {
  callback_url:
    'Where the result is POSTed when the scan is done. Begins with http:// or https://. An address, given as a number, that the service is not allowed to connect to is refused.',
  callback_params: 'A JSON object as text. Repeated in the answer, and sent as “params” with the callback.',
  callback_headers: `A JSON object as text: headers to send with the callback. Only with callback_url. These are the service’s own and are left out: ${RESERVED_HEADERS.join(', ')}.`,
};

const fileFields: Descriptions<typeof fieldsSchema> = {
  path: 'Path of the file in its storage. Instead of data or download_link.',
  name: 'Name of the file.',
  download_link:
    'A direct link to the file. Instead of data or path. Begins with http:// or https://, and leads nowhere but to networks that the service is allowed to connect to.',
  storage: 'Name of the storage that path reads from. Only with path.',
  file_password: 'Password of the file.',
  ...callbackFields,
  original_file_path: 'Where the file comes from. Repeated with the scan.',
  sub_origin: 'A mark of the caller’s own. Repeated with the scan.',
};

const pageFields: Descriptions<typeof pageFieldsSchema> = {
  path: 'Address of the page. Begins with http:// or https://.',
  user_agent_string: 'Sent as User-Agent when the page is fetched.',
  user_location: 'Where the user is. Accepted, and without effect: this service fetches from where it runs.',
  ...callbackFields,
  sub_origin: 'A mark of the caller’s own. Repeated with the scan.',
};

const queryFields: Descriptions<typeof querySchema> = {
  start: 'Only scans submitted at this time or later: 10 digits, seconds since 1970.',
  end: 'Only scans submitted in this second or before: 10 digits, seconds since 1970.',
  origin: 'Only scans that came in this way: “api” for this API.',
  verbose_verdict: 'Only scans with this verdict.',
  organization_id: 'Accepted, and without effect: this service knows one organization only.',
  _cursor: 'Where the page begins, as “next” of the page before gives it.',
};

/** What each field of a request is for. A field without a text does not compile. */
export const fieldDescriptions = { file: fileFields, page: pageFields, list: queryFields };
