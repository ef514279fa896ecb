import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import { toPersonsConsent } from '../../../lib/core/consent.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aPolicy } from '../../factories/policy-factory.ts';
import { createDeferred } from '../../fakes/deferred.ts';
import { createWorld, type WorldOptions } from './create-world.ts';
import { eventually } from './eventually.ts';

/** A scanner's socket: who as much as connects to it is counted. */
async function openSocket() {
  let connections = 0;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ scan_id: 7 }));
  });
  server.on('connection', () => {
    connections += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { url: `http://127.0.0.1:${port}`, connections: () => connections, requests: () => requests };
}

/** A world whose clients speak to a real socket. */
function connectedTo(url: string, options: WorldOptions = {}) {
  return createWorld({
    connection: { server: url, tokens: { [url]: 'token' } },
    connect: async (server, token) => createFilesClient({ server, token }),
    ...options,
  });
}

const isWaiting = ({ state, problem }: { state: string; problem?: string }) =>
  state === 'waiting-to-submit' && problem === 'no-consent';

test('nothing reaches the scanner without consent, nor after a worker that died, and all of it with one', async () => {
  const socket = await openSocket();
  const first = connectedTo(socket.url, { hasConsent: false });
  first.start();
  const { id } = await first.messages.send('scan', { address: 'https://a.example/x.pdf', source: 'paste' });
  await first.until(id, isWaiting);
  await first.staged.stage('c0ffee00-0000-4000-8000-000000000000', new Blob(['bytes']), first.clock.now());
  const file = { id: 'c0ffee00-0000-4000-8000-000000000000', name: 'a.txt', size: 5 };
  await first.messages.send('scan-file', file);
  await first.until(file.id, isWaiting);

  // The first worker is dead: what it left is found as it was.
  const second = connectedTo(socket.url, { hasConsent: false, databaseName: first.databaseName });
  second.start();
  await second.messages.send('retry', { id });
  await second.until(id, isWaiting);
  expect(socket.connections()).toBe(0);

  await second.consents.give(toPersonsConsent(second.clock.now()));
  await second.until(id, ({ state }) => state === 'polling');
  expect(socket.requests()).toContain('POST /api/v1/files/');
});

test('downloads are left alone without consent, whatever was chosen, and followed with it', async () => {
  const socket = await openSocket();
  const world = connectedTo(socket.url, { hasConsent: false, policy: aPolicy({ holdUntilScanned: false }) });
  world.start();
  world.downloads.create(aDownload({ addresses: ['https://files.example.org/before.zip'] }));
  const { id } = await world.messages.send('scan', { address: 'https://a.example/x.pdf', source: 'paste' });
  // What was asked for after the download has come to its end: so has the download.
  await world.until(id, isWaiting);
  expect(await world.holds.listActive(10)).toEqual([]);
  expect(await world.store.listActive(10)).toHaveLength(1);
  expect(socket.connections()).toBe(0);

  await world.consents.give(toPersonsConsent(world.clock.now()));
  world.downloads.create(aDownload({ addresses: ['https://files.example.org/after.zip'] }));
  await eventually(async () => expect(await world.holds.listActive(10)).toHaveLength(1));
});

test.each([
  ['install', false, ['welcome']],
  ['update', false, []],
  ['install', true, []],
] as const)('after %s, with consent: %j, what is opened is %j', async (reason, hasConsent, opened) => {
  const world = createWorld({ hasConsent });
  world.start();
  world.lifecycle.fireInstalled(reason);
  // What was asked for after it has been recorded: so has whatever there was to open been opened.
  await world.messages.send('scan', { address: 'https://a.example/x.pdf', source: 'paste' });
  expect(world.pages.opened()).toEqual(opened);
});

test('a consent that is taken back stops what is under way', async () => {
  const world = createWorld();
  world.start();
  const { id } = await world.messages.send('scan', { address: 'https://a.example/x.pdf', source: 'paste' });
  await world.until(id, ({ state }) => state === 'polling');
  await world.consents.withdraw();
  const waiting = await world.until(id, ({ problem }) => problem === 'no-consent');
  expect(waiting).toMatchObject({ state: 'waiting-to-poll' });
  await world.consents.give(toPersonsConsent(world.clock.now()));
  expect(await world.until(id, ({ state }) => state === 'polling')).toMatchObject({ remoteId: 1 });
});

test('a consent that is taken back breaks off the upload that is under way', async () => {
  const [begun, ended] = [createDeferred<void>(), createDeferred<void>()];
  const server = createServer((request) => {
    // It never answers, so that the upload can't end.
    request.resume();
    request.socket.on('close', () => ended.resolve());
    begun.resolve();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.closeAllConnections());
  onTestFinished(() => void server.close());
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const world = connectedTo(`http://127.0.0.1:${port}`);
  world.start();
  const id = 'c0ffee00-0000-4000-8000-000000000000';
  await world.staged.stage(id, new Blob([new Uint8Array(8_000_000)]), world.clock.now());
  await world.messages.send('scan-file', { id, name: 'large.bin', size: 8_000_000 });
  await begun.promise;
  await world.consents.withdraw();
  await ended.promise;
  const waiting = await world.until(id, ({ problem }) => problem === 'no-consent');
  expect(waiting).toMatchObject({ state: 'waiting-to-submit' });
});

test('the token reaches no server that is to be tested before the consent', async () => {
  const socket = await openSocket();
  const world = connectedTo(socket.url, { hasConsent: false });
  world.start();
  const request = { server: socket.url, token: 'token' };
  expect(await world.messages.send('test-connection', request)).toEqual({ problem: 'no-consent' });
  expect(socket.connections()).toBe(0);
  await world.consents.give(toPersonsConsent(world.clock.now()));
  await world.messages.send('test-connection', request);
  expect(socket.connections()).toBeGreaterThan(0);
});
