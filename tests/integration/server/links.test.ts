import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { filesThatHold } from './files-that-hold.ts';
import { type Site, startSite } from './start-site.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const tries = new Map<string, number>();
const seen: { [path: string]: string | undefined } = {};

/** A site with one page for each thing that can go wrong. */
const site: RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://site').pathname;
  const count = (tries.get(path) ?? 0) + 1;
  tries.set(path, count);
  seen[path] = request.headers.authorization;
  const redirect = (location: string): void => void response.writeHead(302, { location }).end();
  switch (path) {
    case '/eicar.com':
      return void response.end(makeEicar());
    case '/named':
      return void response
        .setHeader('content-disposition', "attachment; filename*=UTF-8''%C3%BCber.pdf")
        .end(makePdf('x'));
    case '/again':
      return redirect('/eicar.com');
    case '/loop':
      return redirect('/loop');
    case '/elsewhere':
      return redirect('file:///etc/passwd');
    case '/flaky':
      return void response.writeHead(count < 3 ? 503 : 200).end(makePdf('x'));
    case '/large':
      return void response.end(Buffer.alloc(60_000));
    case '/silent':
      return void response.writeHead(200, { 'content-length': 10 }).write('x');
    case '/broken':
      return void response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy());
    default:
      return void response.writeHead(404).end();
  }
};

let web: Site;
let base: string;
const limits = {
  headersMs: 10_000,
  idleMs: 10_000,
  totalMs: 20_000,
  maxRedirects: 3,
  attempts: 3,
  retryMs: 1,
};
let server: TestServer;
/** Gives a silent site up at once: too soon for a site that is only slow, as every site is on a busy machine. */
let impatient: TestServer;
beforeAll(async () => {
  web = await startSite(site);
  base = web.url;
  server = await startTestServer({ fetch: limits, maxBytes: 50_000 });
  impatient = await startTestServer({ fetch: { ...limits, idleMs: 200 } });
});
afterAll(async () => {
  await server.stop();
  await impatient.stop();
  web.close();
});

const scanLink = async (link: string, by = server): Promise<WireScan> =>
  by.finished(await by.submit(new URLSearchParams({ download_link: link })));

describe('a link', () => {
  it('is fetched and scanned, over redirects too', async () => {
    expect(await scanLink(`${base}/eicar.com`)).toMatchObject({
      verbose_verdict: 'MAL',
      sample_name: 'eicar.com',
    });
    expect(await scanLink(`${base}/again`)).toMatchObject({
      verbose_verdict: 'MAL',
      sample_name: 'eicar.com',
    });
    expect(await scanLink(`${base}/named`)).toMatchObject({
      verbose_verdict: 'CLN',
      sample_name: 'über.pdf',
    });
  });

  it('is tried again where the fault may pass', async () => {
    expect((await scanLink(`${base}/flaky`)).verbose_verdict).toBe('CLN');
    expect(tries.get('/flaky')).toBe(3);
  });

  it.each([
    ['/missing', { cause: 'http_status', status: 404 }, 1],
    ['/loop', { cause: 'too_many_redirects' }, 4],
    ['/elsewhere', { cause: 'unsupported_scheme' }, 1],
    ['/large', { cause: 'too_large', limit: 50_000 }, 1],
    ['/silent', { cause: 'timeout' }, 3],
    ['/broken', { cause: 'network' }, 3],
  ])('to %s ends without a verdict and says why', async (path, data, requests) => {
    const by = path === '/silent' ? impatient : server;
    const scan = await scanLink(`${base}${path}`, by);
    expect(scan).toMatchObject({ verbose_verdict: null, sample: null, scan_engines: [] });
    expect(scan.evidence).toMatchObject([
      { name: 'fetch_failed', category: 'not_scanned', verdict: null, data },
    ]);
    expect(tries.get(path)).toBe(requests);
    await waitFor('no sample on disk', async () => (await by.samplesOnDisk()).length === 0);
  });

  it('to nobody ends without a verdict', async () => {
    expect((await scanLink('http://127.0.0.1:1/x')).evidence[0]).toMatchObject({ name: 'fetch_failed' });
  });

  it('uses credentials of the address and never shows them', async () => {
    const secret = base.replace('http://', 'http://user:hunter2@');
    const scan = await scanLink(`${secret}/private?key=hunter2`);
    expect(seen['/private']).toBe(`Basic ${Buffer.from('user:hunter2').toString('base64')}`);
    expect(scan.evidence[0]?.data.url).toBe(`${base}/private`);
    expect(JSON.stringify(scan)).not.toContain('hunter2');
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
    await waitFor(
      'the log to be emptied',
      async () => (await filesThatHold(server.dataDir, 'hunter2')).length === 0,
    );
  });
});
