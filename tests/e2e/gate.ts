import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';

export type GateRequest = { method: string; path: string; headers: IncomingHttpHeaders };

/** A door between the extension and the scanner: counts what passes, and holds or breaks it when told. */
export type Gate = {
  url: string;
  /** What arrived, in order. */
  requests: readonly GateRequest[];
  /** Holds requests of this method from now on: they are neither answered nor passed on. */
  hold: (method: string) => void;
  /** Lets requests of this method wait from now on, half sent, until the gate is opened. */
  pause: (method: string) => void;
  /** Passes on the next request of this method, and breaks off before its answer. */
  loseAnswer: (method: string) => void;
  /** Answers requests of this method from now on with 307, this address and a cookie. */
  redirect: (method: string, address: string) => void;
  /** Answers every request from now on with 503 and this `Retry-After`, in seconds. */
  refuse: (retryAfter: number) => void;
  /** Passes everything on again. What was held stays without an answer, what was paused goes on. */
  open: () => void;
  close: () => Promise<void>;
};

/** Opens a door on loopback in front of a scanner. */
export async function openGate(target: string): Promise<Gate> {
  const requests: GateRequest[] = [];
  const held = new Set<string>();
  const paused = new Set<string>();
  const waiting: (() => void)[] = [];
  const lost = new Set<string>();
  const redirected = new Map<string, string>();
  let retryAfter: number | undefined;
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    const elsewhere = redirected.get(method);
    requests.push({ method, path: url, headers });
    if (retryAfter !== undefined) outgoing.writeHead(503, { 'retry-after': String(retryAfter) }).end('{}');
    else if (elsewhere !== undefined) redirect(incoming, outgoing, elsewhere);
    else if (lost.delete(method)) passOn(target, incoming, outgoing, () => outgoing.destroy());
    else if (paused.has(method)) waiting.push(() => passOn(target, incoming, outgoing));
    else if (!held.has(method)) passOn(target, incoming, outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${portOf(server.address())}`,
    requests,
    hold: (method) => void held.add(method),
    pause: (method) => void paused.add(method),
    loseAnswer: (method) => void lost.add(method),
    redirect: (method, address) => void redirected.set(method, address),
    refuse(seconds) {
      retryAfter = seconds;
    },
    open() {
      held.clear();
      paused.clear();
      for (const go of waiting.splice(0)) go();
      retryAfter = undefined;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The gate has no port.');
  return address.port;
}

/** Once all of it has arrived, as servers that look at a form do. */
function redirect(incoming: IncomingMessage, outgoing: ServerResponse, location: string): void {
  incoming.resume().on('end', () => outgoing.writeHead(307, { location, 'set-cookie': 'of-answer=1' }).end());
}

/** @param instead what is done once the scanner has answered, in place of passing the answer back */
function passOn(
  target: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  instead?: () => void,
): void {
  const { method, headers, url = '' } = incoming;
  const onwards = request(new URL(url, target), {
    method,
    headers: { ...headers, host: new URL(target).host },
  });
  onwards.on('response', (response) => {
    if (instead !== undefined) {
      instead();
      return void response.resume();
    }
    if (outgoing.destroyed) return void response.destroy();
    outgoing.writeHead(response.statusCode ?? 502, response.headers);
    // Where either side breaks off, so does the other: nobody is left waiting.
    pipeline(response, outgoing, () => {});
  });
  onwards.on('error', () => outgoing.destroy());
  pipeline(incoming, onwards, () => {});
}
