import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { fetch } from 'undici';
import { expect, it, onTestFinished } from 'vitest';
import { resolveWithSystem } from '../../../server/network/address-guard.ts';
import { createOutbound } from '../../../server/network/create-outbound.ts';

const BODY = Buffer.alloc(64 * 1024, 'x');

/** Answers each connection once with what is given, and says that nothing more comes. */
async function startSender(answer: Buffer) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.once('data', () => socket.end(answer));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, sockets };
}

it.each([
  ['whose length was told', `Content-Length: ${BODY.length}\r\n`],
  ['that ends with its connection', ''],
])('a file %s comes whole from a server that is gone before anybody reads it', async (_which, length) => {
  const head = `HTTP/1.1 200 OK\r\n${length}Connection: close\r\n\r\n`;
  const { url, sockets } = await startSender(Buffer.concat([Buffer.from(head), BODY]));
  const { openAgent, close } = createOutbound({
    allowedNetworks: ['127.0.0.1'],
    refusedNetworks: [],
    listOwnNetworks: () => [],
    resolve: resolveWithSystem,
  });
  onTestFinished(close);
  const response = await fetch(url, { dispatcher: await openAgent() });
  await once(sockets[0] as Socket, 'close');
  expect(Buffer.from(await response.arrayBuffer()).equals(BODY)).toBe(true);
});
