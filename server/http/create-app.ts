import type { RequestListener, Server } from 'node:http';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Metrics } from '../metrics/create-metrics.ts';
import type { ReadinessCheck } from '../readiness.ts';
import { registerSampleRoutes } from '../samples/sample-routes.ts';
import type { FreeSpace } from '../storage/free-space.ts';
import type { Authenticator } from '../tokens/create-authenticator.ts';
import { answerClientError } from './answer-client-error.ts';
import { createScopeCheck, createTokenCheck } from './auth.ts';
import { type BodyLimits, endLongBodies } from './end-long-bodies.ts';
import { toErrorResponse } from './error-response.ts';
import { finishRequests } from './finish-requests.ts';
import { registerGetScanRoute } from './get-scan-route.ts';
import { registerHealthRoute } from './health-route.ts';
import { limitRates } from './limit-rates.ts';
import { registerListScansRoute } from './list-scans-route.ts';
import { countRequests, registerMetricsRoute } from './metrics-route.ts';
import { registerOpenapiRoute } from './openapi/openapi-route.ts';
import { registerReadyRoute } from './ready-route.ts';
import { refuseOtherMethods } from './refuse-other-methods.ts';
import { refuseWhenFull } from './refuse-when-full.ts';
import { answerRequestIds, toRequestId } from './request-id.ts';
import { registerSubmitPageRoute } from './submit-page-route.ts';
import { registerSubmitRoute, type SubmitDeps } from './submit-route.ts';

export type AppDeps = SubmitDeps & {
  authenticate: Authenticator;
  metrics: Metrics;
  space: FreeSpace;
  lookAtParts: ReadinessCheck;
  /** Makes the servers that are listened with; null for plain HTTP. */
  makeServer: ((handler: RequestListener) => Server) | null;
  /** Addresses and networks whose `X-Forwarded-*` headers count. */
  trustProxy: readonly string[];
  pageSize: number;
  samplePage: boolean;
  /** Milliseconds without a byte in either direction, after which a connection is cut. */
  connectionIdleMs: number;
  /** Milliseconds that requests under way have when the service stops, and what ends that wait. */
  shutdownMs: number;
  hurry: AbortSignal;
  bodyLimits: BodyLimits;
  log: FastifyBaseLogger;
};

/** The HTTP side of the service. Listening is the caller's. */
export async function createApp(deps: AppDeps): Promise<FastifyInstance> {
  const { makeServer } = deps;
  const app = fastify({
    loggerInstance: deps.log,
    genReqId: toRequestId,
    trustProxy: deps.trustProxy.length === 0 ? false : [...deps.trustProxy],
    forceCloseConnections: true,
    // No limit for a request as a whole: 500 MB over a slow connection take their time.
    connectionTimeout: deps.connectionIdleMs,
    // Callers differ on the closing slash; both are the same address.
    routerOptions: { ignoreTrailingSlash: true },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
    ...(makeServer === null ? {} : { serverFactory: makeServer }),
  });
  app.decorateRequest('principal', null);
  app.setErrorHandler(sendError);
  finishRequests(app, deps.shutdownMs, deps.hurry);
  answerRequestIds(app);
  countRequests(app, deps.metrics);
  endLongBodies(app, deps.bodyLimits);
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ detail: 'Not found.' }));
  // The API takes forms only; without a parser a JSON body ends in 415 rather than in a misleading field error.
  app.removeAllContentTypeParsers();
  await app.register(formbody, { bodyLimit: 1_000_000 });
  await app.register(multipart);
  registerHealthRoute(app);
  registerReadyRoute(app, deps.lookAtParts);
  registerOpenapiRoute(app, deps.maxBytes);
  for (const url of ['/health', '/ready', '/openapi.json']) refuseOtherMethods(app, url, 'GET');
  if (deps.samplePage) registerSampleRoutes(app);
  await app.register(async (api) => registerApi(api, deps));
  return app;
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { status, body, headers = {} } = toErrorResponse(error);
  // A caller who has gone is nobody's fault here.
  const gone = request.raw.destroyed && !request.raw.complete;
  if (gone) request.log.debug({ err: error }, 'request broken off');
  else if (status >= 500) request.log.error({ err: error }, 'request failed');
  // RFC 9110, 15.5.2 asks for it.
  if (status === 401) reply.header('www-authenticate', 'Token');
  return reply.code(status).headers(headers).send(body);
}

async function registerApi(api: FastifyInstance, deps: AppDeps): Promise<void> {
  api.addHook('onRequest', createTokenCheck(deps.authenticate));
  await limitRates(api);
  await api.register(async (submit) => {
    submit.addHook('onRequest', createScopeCheck('submit'));
    refuseWhenFull(submit, deps.space, deps.maxBytes);
    registerSubmitRoute(submit, deps);
    registerSubmitPageRoute(submit, deps);
  });
  await api.register(async (read) => {
    read.addHook('onRequest', createScopeCheck('read'));
    registerGetScanRoute(read, deps.scans);
    registerListScansRoute(read, deps.scans, deps.pageSize);
  });
  await api.register(async (watch) => {
    watch.addHook('onRequest', createScopeCheck('metrics'));
    registerMetricsRoute(watch, deps.metrics);
  });
  for (const url of ['/api/v1/files/', '/api/v1/urls/']) refuseOtherMethods(api, url, 'POST');
  for (const url of ['/api/v1/scans/list/', '/api/v1/scans/list/:id/', '/metrics'])
    refuseOtherMethods(api, url, 'GET');
}
