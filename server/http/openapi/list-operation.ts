import type { JsonObject } from '../../../lib/api/wire.ts';
import { querySchema } from '../list-query-schema.ts';
import { fieldDescriptions } from './field-descriptions.ts';
import { toAnswer } from './to-answer.ts';
import { toFieldSchemas } from './to-field-schemas.ts';

/** `GET /api/v1/scans/list/` as an operation of OpenAPI. */
export function listOperation(): JsonObject {
  const { properties, required } = toFieldSchemas(querySchema, fieldDescriptions.list);
  return {
    operationId: 'listScans',
    summary: 'The scans, newest first, page by page',
    description: 'Pages neither skip nor repeat scans while others are submitted.',
    parameters: Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    responses: {
      200: toAnswer('ScanList', 'One page.'),
      400: { $ref: '#/components/responses/BadRequest' },
      401: { $ref: '#/components/responses/Unauthorized' },
      403: { $ref: '#/components/responses/Forbidden' },
      405: { $ref: '#/components/responses/MethodNotAllowed' },
      429: { $ref: '#/components/responses/TooManyRequests' },
      503: { $ref: '#/components/responses/Unavailable' },
    },
  };
}
