import type { FastifyInstance } from 'fastify';
import type { ReadinessCheck } from '../readiness.ts';

/**
 * `GET /ready`: 200 where scans can be taken and will be finished, with warnings of what is missing where they end without
 * it, else 503 with reasons. Needs no token.
 */
export function registerReadyRoute(app: FastifyInstance, lookAtParts: ReadinessCheck): void {
  app.get('/ready', async (_request, reply) => {
    const { reasons, warnings } = await lookAtParts();
    const more = warnings.length === 0 ? {} : { warnings };
    if (reasons.length === 0) return { status: 'ready', ...more };
    return reply.code(503).send({ status: 'not ready', reasons, ...more });
  });
}
