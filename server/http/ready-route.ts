import type { FastifyInstance } from 'fastify';
import type { ReadinessCheck } from '../readiness.ts';

/** `GET /ready`: 200 where scans can be taken and will be finished, else 503 with reasons. Needs no token. */
export function registerReadyRoute(app: FastifyInstance, findFaults: ReadinessCheck): void {
  app.get('/ready', async (_request, reply) => {
    const reasons = await findFaults();
    if (reasons.length === 0) return { status: 'ready' };
    return reply.code(503).send({ status: 'not ready', reasons });
  });
}
