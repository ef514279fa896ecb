import type { FastifyInstance } from 'fastify';
import { createDocument } from './create-document.ts';

/** `GET /openapi.json`: needs no token, as it tells nothing of what was scanned. */
export function registerOpenapiRoute(app: FastifyInstance, maxBytes: number): void {
  const document = createDocument(maxBytes);
  app.get('/openapi.json', async () => document);
}
