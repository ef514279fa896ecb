import { readFileSync } from 'node:fs';
import type { Server as HttpServer, RequestListener } from 'node:http';
import { createServer, type Server } from 'node:https';
import { createSecureContext } from 'node:tls';
import { ServiceError } from '../errors.ts';

/** Files in PEM: the certificate with those that signed it behind it, and its private key. */
export type TlsConfig = { cert: string; key: string };

/**
 * Makes the HTTPS servers that Fastify listens with: one for each address of the host.
 * @param idleMs milliseconds without a byte, after which a connection is cut
 * @throws ServiceError naming the file that cannot be read; a pair that does not fit throws Node's own error
 */
export function createTlsServers(tls: TlsConfig, idleMs: number) {
  const servers: Server[] = [];
  const first = readPair(tls);

  function make(handler: RequestListener): HttpServer {
    const server = createServer({ ...first, minVersion: 'TLSv1.2' }, handler);
    server.setTimeout(idleMs);
    // As over plain HTTP: Node would end each request after five minutes, and a large upload takes its time.
    server.requestTimeout = 0;
    servers.push(server);
    return server;
  }

  /** Takes renewed files for new connections. Where they cannot be used, it throws and the old ones stay. */
  function reload(): void {
    const pair = readPair(tls);
    for (const server of servers) server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' });
  }

  return { make, reload };
}

/** Looks whether certificate and key can be read and belong together. @throws ServiceError saying what does not hold */
export function checkTls(tls: TlsConfig): void {
  const pair = readPair(tls);
  try {
    createSecureContext(pair);
  } catch (cause) {
    const words = cause instanceof Error ? cause.message : String(cause);
    throw new ServiceError(
      'tls',
      `The certificate ${tls.cert} and the key ${tls.key} cannot be used together (${words}). Give tls the key that the certificate was made for, both as PEM.`,
      { cause },
    );
  }
}

function readPair({ cert, key }: TlsConfig): { cert: Buffer; key: Buffer } {
  return { cert: readPem(cert), key: readPem(key) };
}

function readPem(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
    throw new ServiceError('tls', `The file ${path} of the setting tls cannot be read${code}.`, { cause });
  }
}
