import type { JsonObject } from '../../../lib/api/wire.ts';
import { toAnswer } from './to-answer.ts';

/** `GET /ready` as an operation of OpenAPI. */
export function readyOperation(): JsonObject {
  return {
    operationId: 'isReady',
    summary: 'Whether scans can be taken and will be finished',
    description:
      'For load balancers: the database is looked at, the disk, and ClamAV where it is configured.',
    security: [],
    responses: {
      200: toAnswer('Ready', 'They can.'),
      405: { $ref: '#/components/responses/MethodNotAllowed' },
      503: toAnswer('NotReady', 'They cannot, with the reasons.'),
    },
  };
}

/** `GET /metrics` as an operation of OpenAPI. */
export function metricsOperation(): JsonObject {
  return {
    operationId: 'getMetrics',
    summary: 'Counts and times for Prometheus',
    description:
      'Needs a token of the scope metrics. All are of the one process that answers, since its start, also where scanners share a queue.',
    responses: {
      200: {
        description: 'The text format of Prometheus.',
        content: { 'text/plain': { schema: { type: 'string' } } },
      },
      401: { $ref: '#/components/responses/Unauthorized' },
      403: { $ref: '#/components/responses/Forbidden' },
      405: { $ref: '#/components/responses/MethodNotAllowed' },
      429: { $ref: '#/components/responses/TooManyRequests' },
      503: { $ref: '#/components/responses/Unavailable' },
    },
  };
}
