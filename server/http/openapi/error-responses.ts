import { toAnswer } from './to-answer.ts';

const toText = (description: string) => ({ description, schema: { type: 'string' } });

/** The refusals, all in the style of Django REST framework, by their names in the OpenAPI document. */
export const errorResponses = {
  BadRequest: toAnswer('Refusal', 'A field is wrong: its name, and what was expected.'),
  Unauthorized: {
    ...toAnswer('Detail', 'No token, or a wrong one. Told before the body is read.'),
    headers: { 'WWW-Authenticate': toText('“Token”.') },
  },
  NotFound: toAnswer('Detail', 'There is nothing under this address.'),
  MethodNotAllowed: {
    ...toAnswer('Detail', 'This address does not take this method.'),
    headers: { Allow: toText('The methods that it takes.') },
  },
  TooLarge: toAnswer('Detail', 'More bytes than this service takes. Told as soon as they have come.'),
  Forbidden: toAnswer('Detail', 'The token has not the scope that the answer names.'),
  TooManyRequests: {
    ...toAnswer('Detail', 'More requests than the token’s rate allows.'),
    headers: { 'Retry-After': toText('Seconds until the next request is taken.') },
  },
  Unavailable: {
    ...toAnswer('Detail', 'The scanner cannot reach its database, or is about to end.'),
    headers: { 'Retry-After': toText('Seconds to wait, where it is the database.') },
  },
  DiskFull: toAnswer('Detail', 'There is no room for it. Nothing of it was kept.'),
  UnsupportedMediaType: toAnswer('Detail', 'The body is no form of either encoding.'),
};
