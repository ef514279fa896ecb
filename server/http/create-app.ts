import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { registerSampleRoutes } from '../samples/sample-routes.ts';
import type { ScanStore } from '../storage/scan-store.ts';
import { answerClientError } from './answer-client-error.ts';
import { createTokenCheck } from './auth.ts';
import { type BodyLimits, endLongBodies } from './end-long-bodies.ts';
import { toErrorResponse } from './error-response.ts';
import { registerGetScanRoute } from './get-scan-route.ts';
import { registerHealthRoute } from './health-route.ts';
import { registerListScansRoute } from './list-scans-route.ts';
import { registerOpenapiRoute } from './openapi/openapi-route.ts';
import { refuseOtherMethods } from './refuse-other-methods.ts';
import { registerSubmitPageRoute } from './submit-page-route.ts';
import { registerSubmitRoute, type SubmitDeps } from './submit-route.ts';

export type AppDeps = SubmitDeps & {
  scans: ScanStore;
  token: string;
  pageSize: number;
  samplePage: boolean;
  /** Milliseconds without a byte in either direction, after which a connection is cut. */
  connectionIdleMs: number;
  bodyLimits: BodyLimits;
  log: FastifyBaseLogger;
};

/** The HTTP side of the service. Listening is the caller's. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: deps.log,
    forceCloseConnections: true,
    // No limit for a request as a whole: 500 MB over a slow connection take their time.
    connectionTimeout: deps.connectionIdleMs,
    // Callers differ on the closing slash; both are the same address.
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
  app.setErrorHandler(sendError);
  endLongBodies(app, deps.bodyLimits);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  // The API takes forms only; without a parser a JSON body ends in 415 rather than in a misleading field error.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: 1_000_000 });
  await app.register(multipart);
  registerHealthRoute(app);
  registerOpenapiRoute(app, deps.maxBytes);
  for (const url of ['/health', '/openapi.json']) refuseOtherMethods(app, url, 'GET');
  if (deps.samplePage) registerSampleRoutes(app);
  await app.register(async (api) => registerApi(api, deps));
  return app;
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body } = toErrorResponse(error);
  // A caller who has gone is nobody's fault here.
  const gone = request.raw.destroyed && !request.raw.complete;
  if (gone) request.log.debug({ err: error }, 'request broken off');
  else if (status >= 500) request.log.error({ err: error }, 'request failed');
  // RFC 9110, 15.5.2 asks for it.
  if (status === 401) reply.header('www-authenticate', 'Token');
  return reply.code(status).send(body);
}

function registerApi(api: FastifyInstance, deps: AppDeps): void {
  api.addHook('onRequest', createTokenCheck(deps.token));
  registerSubmitRoute(api, deps);
  registerSubmitPageRoute(api, deps);
  registerGetScanRoute(api, deps.scans);
  registerListScansRoute(api, deps.scans, deps.pageSize);
  for (const url of ['/api/v1/files/', '/api/v1/urls/']) refuseOtherMethods(api, url, 'POST');
  for (const url of ['/api/v1/scans/list/', '/api/v1/scans/list/:id/']) refuseOtherMethods(api, url, 'GET');
}
