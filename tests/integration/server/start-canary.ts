import { createServer } from 'node:http';
import type { Socket } from 'node:net';
import { makeEicar } from '../../../server/samples/make-eicar.ts';

export type Canary = Awaited<ReturnType<typeof startCanary>>;

/**
 * Something inside that nobody may reach: it listens on every address of this machine, IPv4 and IPv6, or at `place`, notes
 * whoever connects before a byte is read, and has a file that no scan could overlook.
 */
export async function startCanary(place?: { host: string; port: number }) {
  const visits: string[] = [];
  const web = createServer((_request, response) => void response.end(makeEicar()));
  web.on('connection', (socket: Socket) => void visits.push(`${socket.localAddress}`));
  const listen = (host: string, port: number): Promise<void> =>
    new Promise((resolve, reject) => {
      web.once('error', reject);
      web.listen(port, host, resolve);
    });
  if (place !== undefined) await listen(place.host, place.port);
  // The second is for machines without IPv6.
  else await listen('::', 0).catch(() => listen('0.0.0.0', 0));
  const address = web.address();
  if (address === null || typeof address === 'string') throw new Error('The canary has no port.');
  const close = (): void => {
    web.closeAllConnections();
    web.close();
  };
  return { port: address.port, visits, close };
}
