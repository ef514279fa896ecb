import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { registerSampleRoutes } from '../samples/sample-routes.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import { createTokenCheck } from './auth.ts';
import { toErrorResponse } from './error-response.ts';
import { registerGetScanRoute } from './get-scan-route.ts';
import { registerHealthRoute } from './health-route.ts';
import { registerListScansRoute } from './list-scans-route.ts';
import { registerSubmitRoute, type SubmitDeps } from './submit-route.ts';

export type AppDeps = SubmitDeps & {
  scans: ScanStore;
  token: string;
  pageSize: number;
  samplePage: boolean;
  log: FastifyBaseLogger;
};

/** The HTTP side of the service. Listening is the caller's. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.log,
    forceCloseConnections: true,
    // Callers differ on the closing slash; both are the same address.
    routerOptions: { ignoreTrailingSlash: true },
  });
  app.setErrorHandler((error, request, reply) => {
    const { status, body } = toErrorResponse(error);
    if (status >= 500) request.log.error({ err: error }, 'request failed');
    return reply.code(status).send(body);
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  // The API takes forms only; without a parser a JSON body ends in 415 rather than in a misleading field error.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: 1_000_000 });
  await app.register(multipart);
  registerHealthRoute(app);
  if (deps.samplePage) registerSampleRoutes(app);
  await app.register(async (api) => registerApi(api, deps));
  return app;
}

function registerApi(api: FastifyInstance, deps: AppDeps): void {
  api.addHook('onRequest', createTokenCheck(deps.token));
  registerSubmitRoute(api, deps);
  registerGetScanRoute(api, deps.scans);
  registerListScansRoute(api, deps.scans, deps.pageSize);
}
