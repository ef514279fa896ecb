import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { JsonObject } from '../../../lib/api/wire.ts';
import { answerSchemas } from './answer-schemas.ts';
import { errorResponses } from './error-responses.ts';
import { listOperation } from './list-operation.ts';
import { submitOperation } from './submit-operation.ts';
import { toAnswer } from './to-answer.ts';
import { metricsOperation, readyOperation } from './watch-operations.ts';

const ABOUT = `The Files API of Perception Point X-Ray, as the Sluice local scanner speaks it. Submit a file or a page,
then either ask for the scan until its \`finished_at\` is set, or give a \`callback_url\` and be told.`;

/**
 * The OpenAPI 3.1 description of this service, made from the schemas that check its requests.
 * @param maxBytes largest file that it takes.
 */
export function createDocument(maxBytes: number): JsonObject {
  return {
    openapi: '3.1.0',
    info: { title: 'Sluice local scanner', version: '1.0.0', description: ABOUT, license: { name: 'MIT' } },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths: {
      '/api/v1/files/': { post: submitOperation('file', maxBytes) },
      '/api/v1/urls/': { post: submitOperation('page', maxBytes) },
      '/api/v1/scans/list/': { get: listOperation() },
      '/api/v1/scans/list/{id}/': { get: scanOperation() },
      '/health': { get: openOperation('Whether the service takes requests', toAnswer('Health', 'It does.')) },
      '/ready': { get: readyOperation() },
      '/metrics': { get: metricsOperation() },
      '/openapi.json': {
        get: openOperation('This document', {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: { type: 'object' } } },
        }),
      },
    },
    components: {
      schemas: toJsonSchemaDefs(answerSchemas, {
        target: 'draft-2020-12',
        overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
      }),
      responses: errorResponses,
      securitySchemes: {
        token: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'The word “Token” in any case, a space, and the token: `Authorization: Token <token>`.',
        },
      },
    },
  };
}

function scanOperation(): JsonObject {
  return {
    operationId: 'getScan',
    summary: 'One scan',
    parameters: [
      {
        name: 'id',
        in: 'path',
        required: true,
        description: 'The number answered to the submission, or the full_scan_id.',
        schema: { type: 'string' },
      },
    ],
    responses: {
      200: toAnswer('Scan', 'The scan, under way or done.'),
      401: { $ref: '#/components/responses/Unauthorized' },
      403: { $ref: '#/components/responses/Forbidden' },
      404: { $ref: '#/components/responses/NotFound' },
      405: { $ref: '#/components/responses/MethodNotAllowed' },
      429: { $ref: '#/components/responses/TooManyRequests' },
      503: { $ref: '#/components/responses/Unavailable' },
    },
  };
}

function openOperation(summary: string, answer: JsonObject): JsonObject {
  return {
    summary,
    security: [],
    responses: { 200: answer, 405: { $ref: '#/components/responses/MethodNotAllowed' } },
  };
}
