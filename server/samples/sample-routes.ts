import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply } from 'fastify';
import * as v from 'valibot';
import { RequestError } from '../errors.ts';
import { makeEicar } from './make-eicar.ts';
import { makePdf } from './make-pdf.ts';
import { makeZip } from './make-zip.ts';
import { streamRandomBytes } from './random-bytes-stream.ts';
import { renderSamplePage } from './render-sample-page.ts';

const LARGE_BYTES = 64 * 1024 * 1024;
const SLOW_CHUNK_BYTES = 512;
const SLOW_CHUNKS_PER_SECOND = 4;
const MAX_SECONDS = 600;

/** Everything the page needs is on this server; it can neither load nor send anything elsewhere. */
const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

const slowQuery = v.object({
  seconds: v.optional(
    v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number), v.maxValue(MAX_SECONDS)),
    '5',
  ),
});

/** `/samples/`: a page of test files and the files themselves. Needs no token, as a browser downloads without one. */
export function registerSampleRoutes(app: FastifyInstance): void {
  registerPage(app);
  registerFile(app, 'harmless.pdf', 'application/pdf', () => makePdf('Nothing to see here.'));
  registerFile(app, 'eicar.com', 'application/octet-stream', makeEicar);
  registerFile(app, 'harmless.zip', 'application/zip', () =>
    makeZip({ 'harmless.pdf': makePdf('Nothing to see here.'), 'read-me.txt': Buffer.from('Only text.\n') }),
  );
  registerFile(app, 'infected.zip', 'application/zip', () =>
    makeZip({ 'read-me.txt': Buffer.from('Only text.\n'), 'folder/eicar.com': makeEicar() }),
  );
  registerStreams(app);
}

function registerPage(app: FastifyInstance): void {
  const css = readFileSync(new URL('./page.css', import.meta.url));
  const script = readFileSync(new URL('./page.js', import.meta.url));
  const page = (type: string, body: string | Buffer) => (_request: unknown, reply: FastifyReply) =>
    reply.headers(PAGE_HEADERS).type(type).send(body);
  app.get('/samples/', page('text/html; charset=utf-8', renderSamplePage()));
  app.get('/samples/page.css', page('text/css; charset=utf-8', css));
  app.get('/samples/page.js', page('text/javascript; charset=utf-8', script));
}

function registerFile(app: FastifyInstance, name: string, type: string, make: () => Buffer): void {
  app.get(`/samples/${name}`, (_request, reply) => asDownload(reply, name, type).send(make()));
}

function registerStreams(app: FastifyInstance): void {
  app.get('/samples/large.bin', (_request, reply) =>
    asDownload(reply, 'large.bin', 'application/octet-stream')
      .header('content-length', LARGE_BYTES)
      .send(Readable.from(streamRandomBytes(LARGE_BYTES))),
  );
  app.get('/samples/slow.bin', (request, reply) => {
    const query = v.safeParse(slowQuery, request.query);
    if (!query.success) throw new RequestError(400, { seconds: [`A whole number up to ${MAX_SECONDS}.`] });
    // One chunk more than pauses: the first one goes out at once, so that a download starts.
    const chunks = query.output.seconds * SLOW_CHUNKS_PER_SECOND + 1;
    const bytes = streamRandomBytes(
      chunks * SLOW_CHUNK_BYTES,
      SLOW_CHUNK_BYTES,
      1_000 / SLOW_CHUNKS_PER_SECOND,
    );
    return asDownload(reply, 'slow.bin', 'application/octet-stream')
      .header('content-length', chunks * SLOW_CHUNK_BYTES)
      .send(Readable.from(bytes));
  });
}

function asDownload(reply: FastifyReply, name: string, type: string): FastifyReply {
  return reply.headers({
    'content-type': type,
    'content-disposition': `attachment; filename="${name}"`,
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
}
