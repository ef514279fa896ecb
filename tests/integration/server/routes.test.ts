import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScanListResponse } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { sendRaw } from './raw-request.ts';
import { startTestServer, type TestServer, TOKEN, toForm } from './test-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ pageSize: 3 });
});
afterAll(() => server.stop());

const list = async (query = ''): Promise<ScanListResponse> =>
  (await server.get(`/api/v1/scans/list/${query}`)).json();

describe('the token', () => {
  it.each([
    ['no header', undefined],
    ['a wrong token', 'Token wrong'],
    ['another scheme', `Bearer ${TOKEN}`],
    ['no token', 'Token '],
  ])('is refused with %s', async (_what, authorization) => {
    const headers = authorization === undefined ? {} : { authorization };
    const response = await fetch(`${server.url}/api/v1/scans/list/`, { headers });
    expect(response.status).toBe(401);
    expect(await response.json()).toEqual({ detail: expect.any(String) });
  });

  it('may have its scheme in any case', async () => {
    for (const scheme of ['Token', 'token', 'TOKEN']) {
      const headers = { authorization: `${scheme} ${TOKEN}` };
      expect((await fetch(`${server.url}/api/v1/scans/list/`, { headers })).status).toBe(200);
    }
  });

  it('is checked before the body is read', async () => {
    const head =
      'POST /api/v1/files/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=b\r\n';
    expect(await sendRaw(server.url, [`${head}Content-Length: 1000000\r\n\r\n`])).toMatch(/^HTTP\/1.1 401/);
  });
});

describe('addresses', () => {
  it('/health needs no token', async () => {
    const response = await fetch(`${server.url}/health`);
    expect([response.status, await response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it.each(['/', '/api/v1/nothing/', '/samples/'])('%s is a JSON 404', async (path) => {
    const response = await server.get(path);
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not found.' }]);
  });

  it.each([
    ['/api/v1/files/', 'POST'],
    ['/api/v1/urls/', 'POST'],
    ['/api/v1/scans/list/', 'GET, HEAD'],
    ['/api/v1/scans/list/1/', 'GET, HEAD'],
    ['/health', 'GET, HEAD'],
    ['/openapi.json', 'GET, HEAD'],
  ])('%s says which methods it takes', async (path, allow) => {
    const headers = { authorization: `Token ${TOKEN}`, 'content-type': 'application/json' };
    const others = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'].filter(
      (method) => !allow.includes(method),
    );
    for (const method of others) {
      const body = ['GET', 'OPTIONS'].includes(method) ? null : '{"a":1}';
      const response = await fetch(`${server.url}${path}`, { method, headers, body });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, allow]);
      expect(await response.json()).toEqual({ detail: expect.stringContaining(method) });
    }
  });

  it('ask for the token before they say which methods they take', async () => {
    const response = await fetch(`${server.url}/api/v1/files/`, { method: 'DELETE' });
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Token']);
  });

  it('that cannot be read are a JSON 400', async () => {
    const response = await server.get('/api/v1/scans/list/%zz/');
    expect([response.status, await response.json()]).toEqual([400, { detail: expect.any(String) }]);
  });

  it('of a page are told without a host where the caller sent none', async () => {
    for (let n = 0; n < 4; n += 1) await server.submit(toForm(makePdf(`${n}`), `${n}.pdf`));
    const head = `GET /api/v1/scans/list/?origin=api HTTP/1.0\r\nAuthorization: Token ${TOKEN}\r\n\r\n`;
    expect(await sendRaw(server.url, [head])).toMatch(
      /"next":"[^"]*\/api\/v1\/scans\/list\/\?origin=api&_cursor=/,
    );
  });

  it('one scan is found by its number and by its full id, with and without closing slash', async () => {
    const id = await server.submit(toForm(makePdf('x'), 'x.pdf'));
    const byNumber = await server.finished(id);
    expect(byNumber.id).toBe(String(id));
    expect(byNumber.full_scan_id).toMatch(new RegExp(`^${id}_1_[0-9a-f-]{36}_\\d{8}$`));
    expect(byNumber.root_scan_id).toBe(byNumber.full_scan_id);
    expect(await server.scan(byNumber.full_scan_id)).toEqual(byNumber);
    expect((await server.get(`/api/v1/scans/list/${id}`)).status).toBe(200);
  });

  it.each(['999999', 'nope', '1_1_x', '99999999999999999999'])('scan %s is a 404', async (id) => {
    const response = await server.get(`/api/v1/scans/list/${id}/`);
    expect([response.status, await response.json()]).toEqual([404, { detail: 'Not found.' }]);
  });
});

describe('the list', () => {
  it('pages without skipping or repeating while scans are added', async () => {
    const known: string[] = [];
    for (let n = 0; n < 8; n += 1)
      known.push(String(await server.submit(toForm(makePdf(`${n}`), `${n}.pdf`))));
    const seen: string[] = [];
    let page = await list();
    for (;;) {
      expect(page.page_result_count).toBe(page.results.length);
      expect(page.results.length).toBeLessThanOrEqual(3);
      seen.push(...page.results.map((scan) => scan.id));
      if (!page.has_more || page.next === null) break;
      await server.submit(toForm(makePdf('more'), 'more.pdf'));
      const next = new URL(page.next);
      expect(next.searchParams.get('_cursor')).toMatch(/^\d{4}-\d\d-\d\dT/);
      page = await list(next.search);
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(known.filter((id) => !seen.includes(id))).toEqual([]);
    expect(seen.map(Number)).toEqual(seen.map(Number).toSorted((a, b) => b - a));
  });

  it('is narrowed by verdict, origin and time', async () => {
    const scan = await server.scanFile(makeEicar(), 'eicar.com');
    const bad = await list('?verbose_verdict=MAL&origin=api&organization_id=7');
    expect(bad.results.every((found) => found.verbose_verdict === 'MAL')).toBe(true);
    expect(bad.results.map((found) => found.id)).toContain(scan.id);
    expect((await list('?origin=email')).count).toBe(0);
    const second = Math.floor(Date.parse(scan.created_at) / 1000);
    const exact = await list(`?start=${second}&end=${second}&verbose_verdict=MAL`);
    expect(exact.results.map((found) => found.id)).toContain(scan.id);
    expect((await list(`?start=${second + 3600}`)).count).toBe(0);
    expect((await list(`?end=${second - 3600}`)).count).toBe(0);
  });

  it.each([
    'start=yesterday',
    'end=1',
    'verbose_verdict=BAD',
    '_cursor=x',
    'organization_id=a',
    'start=1&start=2',
  ])('refuses ?%s by name', async (query) => {
    const response = await server.get(`/api/v1/scans/list/?${query}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ [query.split('=')[0] ?? '']: [expect.any(String)] });
  });
});
