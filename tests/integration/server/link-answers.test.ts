import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { type Site, startSite } from './start-site.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** Answers with the status that is its path. */
const answer: RequestListener = (request, response) => {
  const status = Number((request.url ?? '').slice(1));
  response.writeHead(status).end(status === 204 ? undefined : makeEicar());
};
let web: Site;
let base: string;
let server: TestServer;
beforeAll(async () => {
  web = await startSite(answer);
  base = web.url;
  server = await startTestServer();
});
afterAll(async () => {
  await server.stop();
  web.close();
});

const scanStatus = async (status: number) =>
  server.finished(await server.submit(new URLSearchParams({ download_link: `${base}/${status}` })));

it.each([201, 202, 204, 205, 206, 304])('a link answered with %i has no verdict', async (status) => {
  const scan = await scanStatus(status);
  expect(scan.verbose_verdict).toBeNull();
  expect(scan.evidence).toMatchObject([{ name: 'fetch_failed', data: { cause: 'http_status', status } }]);
});

it.each([200, 203])('a link answered with %i is scanned', async (status) => {
  expect((await scanStatus(status)).verbose_verdict).toBe('MAL');
});
