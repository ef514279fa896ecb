import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics/create-metrics.ts';

/** Counts every request by the pattern of its route: addresses that callers choose would make a series each. */
export function countRequests(
  app: FastifyInstance,
  { requests, requestSeconds, requestsUnderWay }: Metrics,
): void {
  app.addHook('onRequest', async (_request, reply) => {
    requestsUnderWay.inc();
    reply.raw.once('close', () => requestsUnderWay.dec());
  });
  app.addHook('onResponse', async ({ method, routeOptions }, reply) => {
    const route = routeOptions.url ?? 'none';
    requests.inc({ method, route, status: String(reply.statusCode) });
    requestSeconds.observe({ route }, reply.elapsedTime / 1_000);
  });
}

/** `GET /metrics`, in the text format of Prometheus. */
export function registerMetricsRoute(api: FastifyInstance, { registry }: Metrics): void {
  api.get('/metrics', async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
