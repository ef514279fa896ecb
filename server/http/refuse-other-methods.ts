import { METHODS } from 'node:http';
import type { FastifyInstance } from 'fastify';

/**
 * Answers 405 with `Allow` to every method that the address does not have, rather than a 404 that says nothing.
 * Before the body is read, and after the token was checked. `GET` brings `HEAD`.
 */
export function refuseOtherMethods(app: FastifyInstance, url: string, ...allowed: ('GET' | 'POST')[]): void {
  const all = allowed.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  // CONNECT never arrives as a request.
  const others = METHODS.filter((method) => !all.includes(method) && method !== 'CONNECT');
  for (const method of others) {
    if (!app.supportedMethods.includes(method)) app.addHttpMethod(method, { hasBody: true });
  }
  app.route({
    method: others,
    url,
    onRequest: async (request, reply) => {
      const detail = `Method “${request.method}” not allowed. This address takes ${all.join(' and ')}.`;
      return reply.code(405).header('allow', all.join(', ')).send({ detail });
    },
    handler: async () => undefined,
  });
}
