import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSocket, toHead } from './raw-request.ts';
import { startTestServer, type TestServer, TOKEN, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const MAX_BYTES = 100_000;
/** What is sent at most before a test takes it that the service reads without end. */
const ENDLESS = 3_000_000_000;

let server: TestServer;
beforeAll(async () => {
  const bodyLimits = { ...DEFAULT_CONFIG.bodyLimits, lingerBytes: 2_000_000 };
  server = await startTestServer({ maxBytes: MAX_BYTES, bodyLimits });
});
afterAll(() => server.stop());

type Answer = { text: string; cut: boolean };

/** Sends a request whose chunked body never ends, until the service cuts the connection. */
async function sendEndless(head: string, start: string): Promise<Answer> {
  const socket = await openSocket(server.url);
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.write(head + toChunk(start));
  const chunk = toChunk('x'.repeat(100_000));
  let sent = 0;
  while (!socket.destroyed && sent < ENDLESS) {
    sent += chunk.length;
    if (!socket.write(chunk)) await untilWritable(socket);
  }
  return { text, cut: socket.destroyed };
}

async function untilWritable(socket: Socket): Promise<void> {
  const stop = new AbortController();
  const either = ['drain', 'close'].map((event) => once(socket, event, { signal: stop.signal }));
  for (const each of either) each.catch(() => undefined);
  if (!socket.destroyed) await Promise.race(either).catch(() => undefined);
  stop.abort();
}

const toChunk = (text: string): string => (text === '' ? '' : `${text.length.toString(16)}\r\n${text}\r\n`);

const toEndlessHead = (token: string, type: string, path = '/api/v1/files/'): string =>
  toHead(token, type, 0)
    .replace('Content-Length: 0', 'Transfer-Encoding: chunked')
    .replace('Connection: close\r\n', '')
    .replace('/api/v1/files/', path);

const FORM = 'multipart/form-data; boundary=b';
const PART = '--b\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\nx\r\n--b--\r\n';

describe('a body without an end', () => {
  it.each([
    ['in front of the first part', toEndlessHead(TOKEN, FORM), ''],
    ['behind the last part', toEndlessHead(TOKEN, FORM), PART],
    ['behind a form for pages', toEndlessHead(TOKEN, FORM, '/api/v1/urls/'), ''],
  ])('%s ends with the connection, and leaves nothing', async (_what, head, start) => {
    const answer = await sendEndless(head, start);
    expect(answer.cut).toBe(true);
    expect(answer.text).not.toMatch(/^HTTP\/1.1 200/);
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });

  it.each([
    ['without a token', toEndlessHead('wrong', FORM), 401],
    ['to an unknown address', toEndlessHead(TOKEN, FORM, '/nowhere/'), 404],
    ['of an unknown type', toEndlessHead(TOKEN, 'application/json'), 415],
    ['of a plain form', toEndlessHead(TOKEN, 'application/x-www-form-urlencoded'), 413],
  ])('%s is answered, and then cut', async (_what, head, status) => {
    const answer = await sendEndless(head, '');
    expect(answer.cut).toBe(true);
    expect(answer.text).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
  });

  it('is cut after a time too', async () => {
    const quick = await startTestServer({ bodyLimits: { lingerMs: 50, lingerBytes: 1_000_000 } });
    onTestFinished(quick.stop);
    const socket = await openSocket(quick.url);
    onTestFinished(() => void socket.destroy());
    socket.resume().write(toEndlessHead('wrong', FORM));
    await once(socket, 'close');
  });
});

it('a client that sends nothing more for too long is cut off', async () => {
  const quick = await startTestServer({ connectionIdleMs: 100 });
  onTestFinished(quick.stop);
  const socket = await openSocket(quick.url);
  onTestFinished(() => void socket.destroy());
  socket.resume().write(toHead(TOKEN, FORM, 1_000));
  await once(socket, 'close');
});

it('a client that sends all of a refused body first sees the answer', async () => {
  const response = await server.post(toForm(Buffer.alloc(1_500_000), 'big.bin'));
  expect(response.status).toBe(413);
});

describe('fields', () => {
  const toFields = (count: number, bytes: number): FormData =>
    toForm(
      makePdf('x'),
      'x.pdf',
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`field${n}`, 'x'.repeat(bytes)])),
    );

  it('that are too large together are refused as such', async () => {
    const response = await server.post(toFields(10, 100_000));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ detail: expect.stringContaining('The fields are too large') });
  });

  it('of less are accepted', async () => {
    expect((await server.post(toFields(9, 100_000))).status).toBe(200);
  });
});
