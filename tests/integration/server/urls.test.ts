import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { type Site, startSite } from './start-site.ts';
import { startTestServer, type TestServer, TOKEN } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const URLS = '/api/v1/urls/';
const PAGE = '<!doctype html><html><head><title>Hi</title></head><body>Nothing bad here.</body></html>';

const seen: { [path: string]: IncomingHttpHeaders } = {};
const answer: RequestListener = (request, response) => {
  const path = new URL(request.url ?? '/', 'http://site').pathname;
  seen[path] = request.headers;
  const moved = path === '/moved';
  response.writeHead(moved ? 302 : 200, {
    'content-type': 'text/html',
    ...(moved ? { location: '/page' } : {}),
  });
  response.end(moved ? '' : PAGE);
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

const scanPage = async (fields: { [field: string]: string }): Promise<WireScan> =>
  server.finished(await server.submit(new URLSearchParams(fields), URLS));

describe('a page', () => {
  it('is fetched with the given user agent and scanned as HTML', async () => {
    const scan = await scanPage({
      path: `${base}/page?key=hunter2`,
      user_agent_string: 'Mozilla/5.0 (a test)',
      user_location: 'IL',
      sub_origin: 'mine',
    });
    expect(scan).toMatchObject({
      type: 'URL',
      origin: 'api',
      path: `${base}/page`,
      verbose_verdict: 'CLN',
      sample_file_type: 'text/html',
      sample: { file_size: PAGE.length },
      sub_origin: 'mine',
    });
    expect(JSON.stringify(scan)).not.toContain('hunter2');
    expect(seen['/page']).toMatchObject({ 'user-agent': 'Mozilla/5.0 (a test)' });
    expect(seen['/page']?.accept).toContain('text/html');
  });

  it('keeps its user agent over redirects, and its credentials from the list', async () => {
    const address = base.replace('http://', 'http://user:hunter2@');
    const scan = await scanPage({ path: `${address}/moved#part`, user_agent_string: 'Agent/1' });
    expect(seen['/page']).toMatchObject({ 'user-agent': 'Agent/1' });
    expect(scan).toMatchObject({ path: `${base}/moved`, verbose_verdict: 'CLN' });
    expect(JSON.stringify(scan)).not.toContain('hunter2');
  });

  it('may be sent as multipart, and its params are repeated', async () => {
    const form = new FormData();
    form.append('path', `${base}/other`);
    form.append('user_agent_string', '');
    form.append('callback_params', '{"a":1}');
    const answer = await (await server.post(form, URLS)).json();
    expect(answer).toEqual({ scan_id: expect.any(Number), callback_params: { a: 1 } });
    await server.finished(answer.scan_id);
    expect(seen['/other']?.['user-agent']).toContain('Sluice');
  });
});

describe('a refusal', () => {
  const withFile = (): FormData => {
    const form = new FormData();
    form.append('path', `${base}/page`);
    form.append('data', new Blob(['x']), 'x.txt');
    return form;
  };
  const ok = { path: 'http://127.0.0.1:1/' };
  const refused: [what: string, body: () => FormData | URLSearchParams, fields: string[]][] = [
    ['nothing', () => new URLSearchParams(), ['path']],
    ['an empty path', () => new URLSearchParams({ path: '' }), ['path']],
    ['no address', () => new URLSearchParams({ path: 'javascript:alert(1)' }), ['path']],
    ['two addresses', () => new URLSearchParams('path=http://a/&path=http://b/'), ['path']],
    [
      'a broken user agent',
      () => new URLSearchParams({ ...ok, user_agent_string: 'a\r\nb: c' }),
      ['user_agent_string'],
    ],
    [
      'a long location',
      () => new URLSearchParams({ ...ok, user_location: 'x'.repeat(201) }),
      ['user_location'],
    ],
    ['headers alone', () => new URLSearchParams({ ...ok, callback_headers: '{}' }), ['callback_headers']],
    [
      'a wrong callback and no path',
      () => new URLSearchParams({ callback_url: 'x' }),
      ['path', 'callback_url'],
    ],
    ['a file', withFile, ['data']],
  ];

  it.each(refused)('of %s names the field', async (_what, body, fields) => {
    const response = await server.post(body(), URLS);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual(
      Object.fromEntries(fields.map((field) => [field, [expect.stringMatching(/\w{4,}/)]])),
    );
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });

  it('of a callback address says what it is for', async () => {
    for (const path of [URLS, '/api/v1/files/']) {
      const body = new URLSearchParams({ ...ok, callback_url: 'ftp://a/' });
      const { callback_url } = await (await server.post(body, path)).json();
      expect(callback_url).toEqual([expect.stringContaining('address that callbacks are sent to')]);
    }
  });

  it('of a multipart form that is too large does not speak of a file', async () => {
    const form = new FormData();
    form.append('path', `${base}/${'x'.repeat(2_100_000)}`);
    const response = await server.post(form, URLS);
    expect([response.status, await response.json()]).toEqual([
      413,
      { detail: expect.stringMatching(/^The form is larger than 2000000 bytes\./) },
    ]);
  });

  it('of JSON is a 415, and of a huge form a 413', async () => {
    const headers = { authorization: `Token ${TOKEN}`, 'content-type': 'application/json' };
    const json = await fetch(`${server.url}${URLS}`, { method: 'POST', headers, body: '{}' });
    expect(json.status).toBe(415);
    const huge = await server.post(new URLSearchParams({ path: 'x'.repeat(1_100_000) }), URLS);
    expect([huge.status, await huge.json()]).toEqual([413, { detail: expect.any(String) }]);
  });
});
