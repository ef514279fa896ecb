import type { FastifyInstance } from 'fastify';

/**
 * Lets requests under way end when the service stops, before their connections are cut. New ones get a 503 meanwhile,
 * which is Fastify's own.
 * @param patienceMs longest wait, in milliseconds
 * @param hurry ends the wait at once
 */
export function finishRequests(app: FastifyInstance, patienceMs: number, hurry: AbortSignal): void {
  let underWay = 0;
  let onNone = (): void => undefined;
  app.addHook('onRequest', async (_request, reply) => {
    underWay += 1;
    reply.raw.once('close', () => {
      underWay -= 1;
      if (underWay === 0) onNone();
    });
  });
  app.addHook('preClose', async () => {
    if (underWay === 0 || patienceMs === 0 || hurry.aborted) return;
    const over = Promise.withResolvers<void>();
    onNone = over.resolve;
    const timer = setTimeout(over.resolve, patienceMs);
    hurry.addEventListener('abort', () => over.resolve());
    await over.promise;
    clearTimeout(timer);
  });
}
