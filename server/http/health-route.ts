import type { FastifyInstance } from 'fastify';

/** `GET /health`: answers as soon as the service takes requests. Needs no token and tells nothing. */
export function registerHealthRoute(app: FastifyInstance): void {
  app.get('/health', async () => ({ status: 'ok' }));
}
