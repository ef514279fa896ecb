import { randomUUID } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export type SeenRequest = { method: string; headers: IncomingHttpHeaders; body: string };

/** An address that only the server under test knows. */
export type Mailbox = {
  url: string;
  /** What has come so far. */
  seen: readonly SeenRequest[];
  /** The first request to it. @throws Error where none comes in time */
  first: () => Promise<SeenRequest>;
};

/** A file for the server to fetch. Answered only once it is released. */
export type ServedFile = Mailbox & { release: () => void };

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

type ReceiverOptions = {
  listenHost: string;
  port: number;
  /** The host in the addresses that are given out. */
  publicHost: string;
  timeoutMs: number;
};

type Box = { seen: SeenRequest[]; arrived: () => void; answer: (response: ServerResponse) => void };

/** Our side for the server under test to talk to: it fetches files from here and posts its callbacks to here. */
export async function startReceiver({ listenHost, port, publicHost, timeoutMs }: ReceiverOptions) {
  const boxes = new Map<string, Box>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const box = boxes.get(request.url?.split('?')[0] ?? '');
    if (box === undefined) return void response.writeHead(404).end();
    box.seen.push({ method: request.method ?? '', headers: request.headers, body });
    box.answer(response);
    box.arrived();
  }

  const server = createServer((request, response) => {
    // The other side may go away in the middle of its request: that is its affair, and the run goes on.
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, listenHost, resolve);
  });
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('No port to listen on.');
  const base = `http://${publicHost.includes(':') ? `[${publicHost}]` : publicHost}:${listening.port}`;

  function open(name: string, answer: Box['answer']): Mailbox {
    const path = `/${randomUUID()}/${name}`;
    const seen: SeenRequest[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    boxes.set(path, { seen, arrived: resolve, answer });
    return { url: base + path, seen, first: () => firstOf(seen, promise, timeoutMs) };
  }

  /** Answered at once unless `isHeld`. */
  function openFile(
    name: string,
    bytes: Uint8Array,
    { type = 'application/octet-stream', isHeld = false } = {},
  ): ServedFile {
    const gate = Promise.withResolvers<void>();
    if (!isHeld) gate.resolve();
    const mailbox = open(name, (response) => {
      void gate.promise.then(() => response.writeHead(200, { 'content-type': type }).end(bytes));
    });
    return { ...mailbox, release: gate.resolve };
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  return {
    openCallback: (): Mailbox => open('callback', (response) => response.writeHead(200).end()),
    openFile,
    /** An address that answers 404. */
    missing: `${base}/missing.pdf`,
    close,
  };
}

async function firstOf(seen: readonly SeenRequest[], arrived: Promise<void>, timeoutMs: number) {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  await Promise.race([arrived, late]);
  clearTimeout(timer);
  const [first] = seen;
  if (first === undefined) throw new Error(`No request came to us within ${timeoutMs / 1_000} s.`);
  return first;
}
