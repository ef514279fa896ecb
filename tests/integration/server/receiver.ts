import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { WireCallback } from '../../../lib/api/wire.ts';
import { waitFor } from './wait-for.ts';

/** One callback as it arrived. */
export type Received = { path: string; headers: IncomingHttpHeaders; text: string; body: WireCallback };

export type Answer = (received: Received, response: ServerResponse, count: number) => void;

/**
 * A receiver of callbacks, on a free port; gone when the test ends. `answer` is told how many have come with the same
 * path; without it everything is accepted.
 */
export async function startReceiver(
  answer: Answer = (_received, response) => response.end(),
  host = '127.0.0.1',
) {
  const received: Received[] = [];
  let away = false;
  const web = createServer((request, response) => {
    if (away) request.socket.destroy();
    else take(request, response).catch(() => request.socket.destroy());
  });
  /** Rejects for a client that goes away in mid-body. */
  async function take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await readText(request);
    const one = { path: request.url ?? '', headers: request.headers, text, body: JSON.parse(text) };
    received.push(one);
    answer(one, response, of(one.path).length);
  }
  const of = (path: string): Received[] => received.filter((one) => one.path === path);
  await new Promise<void>((resolve) => web.listen(0, host, resolve));
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      web.close(() => resolve());
      web.closeAllConnections();
    });
  onTestFinished(close);
  const address = web.address();
  const port = typeof address === 'object' ? address?.port : '';

  return {
    url: `http://${host}:${port}`,
    received,
    of,
    /** Cuts every connection off unread, as where nobody is, and keeps the port until it is `false` again. */
    setAway: (value: boolean): void => {
      away = value;
    },
    /** Waits until `count` callbacks have come to `path`. */
    until: (path: string, count = 1): Promise<Received[]> =>
      waitFor(`${count} callbacks to ${path}`, async () => (of(path).length >= count ? of(path) : null)),
  };
}

async function readText(request: IncomingMessage): Promise<string> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += chunk;
  return text;
}
