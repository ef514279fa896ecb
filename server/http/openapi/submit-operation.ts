import type { JsonObject } from '../../../lib/api/wire.ts';
import { pageFieldsSchema } from '../page-submission-schema.ts';
import { fieldsSchema } from '../submission-schema.ts';
import { fieldDescriptions } from './field-descriptions.ts';
import { toAnswer } from './to-answer.ts';
import { type FieldSchemas, toFieldSchemas } from './to-field-schemas.ts';

const WORDS = {
  file: { operationId: 'submitFile', summary: 'Submit a file, by its bytes, its path or a link' },
  page: { operationId: 'submitUrl', summary: 'Submit a web page' },
};

/** `POST` of a file or a page as an operation of OpenAPI, with the callback that it may ask for. */
export function submitOperation(kind: 'file' | 'page', maxBytes: number): JsonObject {
  return {
    ...WORDS[kind],
    requestBody: { required: true, content: kind === 'file' ? toFileForms(maxBytes) : toPageForms() },
    responses: {
      200: toAnswer('Submitted', 'The scan is on disk and will be done, whatever happens to the service.'),
      400: { $ref: '#/components/responses/BadRequest' },
      401: { $ref: '#/components/responses/Unauthorized' },
      403: { $ref: '#/components/responses/Forbidden' },
      405: { $ref: '#/components/responses/MethodNotAllowed' },
      413: { $ref: '#/components/responses/TooLarge' },
      415: { $ref: '#/components/responses/UnsupportedMediaType' },
      429: { $ref: '#/components/responses/TooManyRequests' },
      503: { $ref: '#/components/responses/Unavailable' },
      507: { $ref: '#/components/responses/DiskFull' },
    },
    callbacks: { finished: { '{$request.body#/callback_url}': { post: callbackOperation() } } },
  };
}

function toFileForms(maxBytes: number): JsonObject {
  const fields = toFieldSchemas(fieldsSchema, fieldDescriptions.file);
  const data = {
    type: 'string',
    contentMediaType: 'application/octet-stream',
    description: `The file, as a part with a file name. At most ${maxBytes} bytes. Instead of path or download_link.`,
  };
  const withFile = { ...fields, properties: { data, ...fields.properties } };
  return {
    'multipart/form-data': { schema: toForm(withFile, ['data', 'path', 'download_link']) },
    'application/x-www-form-urlencoded': { schema: toForm(fields, ['path', 'download_link']) },
  };
}

function toPageForms(): JsonObject {
  const form = { schema: toForm(toFieldSchemas(pageFieldsSchema, fieldDescriptions.page), []) };
  return { 'multipart/form-data': form, 'application/x-www-form-urlencoded': form };
}

function toForm({ properties, required }: FieldSchemas, exactlyOneOf: readonly string[]): JsonObject {
  return {
    type: 'object',
    properties,
    ...(required.length === 0 ? {} : { required }),
    dependentRequired: {
      callback_headers: ['callback_url'],
      ...('storage' in properties ? { storage: ['path'] } : {}),
    },
    ...(exactlyOneOf.length === 0 ? {} : { oneOf: exactlyOneOf.map((field) => ({ required: [field] })) }),
  };
}

function callbackOperation(): JsonObject {
  return {
    summary: 'The scan is done',
    description:
      'Sent until it is answered with a 2xx, for a day, at least once. 410 ends it. Redirects are not followed.',
    parameters: [
      {
        name: 'X-Sluice-Signature',
        in: 'header',
        required: false,
        description:
          't=<seconds since 1970>,v1=<HMAC-SHA256 of “t.body”, hex>. Only where the service has a secret.',
        schema: { type: 'string' },
      },
    ],
    requestBody: {
      required: true,
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Callback' } } },
    },
    responses: { '2XX': { description: 'Accepted: it is never sent again.' } },
  };
}
