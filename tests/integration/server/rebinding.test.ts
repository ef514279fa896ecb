import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { DEFAULT_CONFIG } from '../../../server/config.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { type Canary, startCanary } from './start-canary.ts';
import { startNameServer } from './start-name-server.ts';
import { type Site, startSite } from './start-site.ts';
import { startTestServer, type TestServer } from './test-server.ts';

/** Names of which only the first answer is allowed, and one without answers. 127.0.0.2 is the inside. */
const rebinds = (name: string, count: number): string[] =>
  name === 'nobody.test' ? [] : [count === 1 ? '127.0.0.1' : '127.0.0.2'];

const asked: string[] = [];
let canary: Canary;
let site: Site;
let port: string;
let names: Awaited<ReturnType<typeof startNameServer>>;
let server: TestServer;
beforeAll(async () => {
  site = await startSite((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    if (request.url === '/busy') response.writeHead(503).end();
    else if (request.url === '/again') response.writeHead(302, { location: '/file' }).end();
    else response.end(makePdf('x'));
  });
  ({ port } = new URL(site.url));
  // At the same port: whoever connects to the second answer is heard.
  canary = await startCanary({ host: '127.0.0.2', port: Number(port) });
  names = await startNameServer(rebinds);
  server = await startTestServer({
    allowedNetworks: ['127.0.0.1'],
    fetch: { ...DEFAULT_CONFIG.fetch, retryMs: 1 },
    resolve: names.resolve,
  });
});
afterAll(async () => {
  await server.stop();
  names.close();
  site.close();
  canary.close();
});

const scanLink = async (link: string): Promise<WireScan> =>
  server.finished(await server.submit(new URLSearchParams({ download_link: link })));

it('the socket connects to the answer that was checked, and the name is asked for once', async () => {
  expect((await scanLink(`http://once.test:${port}/file`)).verbose_verdict).toBe('CLN');
  expect(names.countOf('once.test')).toBe(1);
});

it.each([
  // The second try after a fault, and the second hop of a redirect to the same host, which a kept connection would reach.
  ['/busy', 'retry.test'],
  ['/again', 'redirect.test'],
])('a name that leads inside at its second answer is refused at %s', async (path, name) => {
  const scan = await scanLink(`http://${name}:${port}${path}`);
  expect(scan).toMatchObject({
    verbose_verdict: null,
    evidence: [{ name: 'fetch_failed', data: { cause: 'address_not_allowed' } }],
  });
  expect(names.countOf(name)).toBe(2);
  expect(asked.filter((line) => line.startsWith(`${name}:`))).toEqual([`${name}:${port} ${path}`]);
  expect(canary.visits).toEqual([]);
});

it('a name without an answer ends in the same words', async () => {
  const scan = await scanLink(`http://nobody.test:${port}/`);
  expect(scan.evidence).toMatchObject([{ data: { cause: 'address_not_allowed' } }]);
});
