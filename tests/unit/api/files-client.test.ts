import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import { ApiError } from '../../../lib/core/errors.ts';
import {
  type Answer,
  type HostileServer,
  json,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';

let server: HostileServer;

beforeEach(async () => {
  server = await startHostileServer();
});

afterEach(() => server.close());

const connect = (token = 'secret-token') => createFilesClient({ server: server.address, token });

describe('what is sent', () => {
  test('a link goes as a form, with the token in its header', async () => {
    server.answerWith(json(200, { scan_id: 4711 }));
    const downloadLink = 'https://example.org/a b.zip?x=1&y=ü';
    expect(await connect().submitFile({ downloadLink, name: 'a&b=ü.zip' })).toEqual({ scanId: 4711 });
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/files/' });
    expect(request?.headers).toMatchObject({
      authorization: 'Token secret-token',
      accept: 'application/json',
    });
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect([...new URLSearchParams(request?.body)]).toEqual([
      ['download_link', downloadLink],
      ['name', 'a&b=ü.zip'],
    ]);
  });

  test.each([undefined, ''])('the name %j is left out', async (name) => {
    server.answerWith(json(201, { scan_id: 0 }));
    const link = { downloadLink: 'https://example.org/', ...(name === undefined ? {} : { name }) };
    expect(await connect().submitFile(link)).toEqual({ scanId: 0 });
    expect(server.seen[0]?.body).toBe('download_link=https%3A%2F%2Fexample.org%2F');
  });

  test('a result is asked for by its number, without cookies and referrer', async () => {
    server.answerWith(json(200, { id: '4711', finished_at: null }));
    await connect().fetchResult({ scanId: 4711, submittedAt: 0 });
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'GET', url: '/api/v1/scans/list/4711/', body: '' });
    expect(request?.headers.authorization).toBe('Token secret-token');
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('referer');
  });

  test('the connection is checked by an empty span of the list', async () => {
    server.answerWith(json(200, { count: 0, results: [], has_more: false, next: null }));
    await connect().checkConnection();
    const url = new URL(server.seen[0]?.url ?? '', server.address);
    expect(url.pathname).toBe('/api/v1/scans/list/');
    expect(url.searchParams.get('start')).toMatch(/^\d{10}$/);
    expect(url.searchParams.get('end')).toBe(url.searchParams.get('start'));
  });

  test('a server below a path is spoken to there', async () => {
    server.answerWith(json(200, { scan_id: 1 }));
    const client = createFilesClient({ server: `${server.address}/scanner`, token: 't' });
    await client.submitFile({ downloadLink: 'https://example.org/' });
    expect(server.seen[0]?.url).toBe('/scanner/api/v1/files/');
  });

  test('nothing is sent before a method is called', () => {
    connect();
    expect(server.seen).toEqual([]);
  });

  test.each(['two\nlines', '…1234', ''])(
    'a token that no header can hold (%j) is one that the server can not accept',
    async (token) => {
      const client = connect(token);
      const error = await problemOf(client.checkConnection());
      expect(error).toMatchObject({ problem: 'unauthorized' });
      expect(server.seen).toEqual([]);
    },
  );
});

describe('a number of a scan', () => {
  test.each([
    {},
    [],
    null,
    'text',
    4711,
    { scan_id: null },
    { scan_id: '4711' },
    { scan_id: 1.5 },
    { scan_id: -1 },
    { scan_id: 2 ** 53 },
    { id: 4711 },
  ])('is not in %j', async (answer) => {
    server.answerWith(json(200, answer));
    const error = await problemOf(connect().submitFile({ downloadLink: 'https://example.org/' }));
    expect(error).toMatchObject({ problem: 'unexpected-answer', status: 200 });
  });
});

describe('a list', () => {
  test.each([{}, [], null, { results: null }, { detail: 'Hello.' }])('is not %j', async (answer) => {
    server.answerWith(json(200, answer));
    expect(await problemOf(connect().checkConnection())).toMatchObject({ problem: 'unexpected-answer' });
  });
});

describe('a result', () => {
  const DONE = { id: 4711, finished_at: '2026-11-02T09:00:00Z', verbose_verdict: 'CLN' };
  const fetchFrom = (answer: Answer) => {
    server.answerWith(answer);
    return connect().fetchResult({ scanId: 4711, submittedAt: 0 });
  };

  test.each([{ finished_at: null }, { finished_at: '' }, {}])('is not there yet with %j', async (part) => {
    expect(await fetchFrom(json(200, { id: 4711, verbose_verdict: 'CLN', ...part }))).toBeUndefined();
  });

  test.each([
    ['CLN', 'clean'],
    ['MAL', 'malicious'],
    ['XYZ', 'unknown'],
    ['cln', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
    [0, 'unknown'],
    [{ verdict: 'CLN' }, 'unknown'],
  ])('with the code %j is %s', async (code, verdict) => {
    const result = await fetchFrom(json(200, { ...DONE, verbose_verdict: code }));
    expect(result?.verdict).toBe(verdict);
  });

  test('without a code is unknown', async () => {
    const { verbose_verdict: _code, ...rest } = DONE;
    expect(await fetchFrom(json(200, rest))).toEqual({ verdict: 'unknown', evidence: [], sample: {} });
  });

  test('holds the evidence and the sample', async () => {
    const evidence = [
      { name: 'Eicar', description: 'A test file.', verdict: 'MAL', category: 'x', data: {}, timestamp: '' },
      { name: null, verdict: 'NEW' },
      'nonsense',
      null,
    ];
    const sample = { sha1: 'A'.repeat(40), sha256: 'b'.repeat(64), file_size: 68 };
    const answer = { ...DONE, evidence, sample, sample_file_type: 'text/plain', extra: true };
    expect(await fetchFrom(json(200, answer))).toEqual({
      verdict: 'clean',
      evidence: [
        { name: 'Eicar', description: 'A test file.', verdict: 'malicious' },
        { name: '', description: '', verdict: 'unknown' },
      ],
      sample: { sha1: 'a'.repeat(40), sha256: 'b'.repeat(64), size: 68, type: 'text/plain' },
    });
  });

  test('stands although what only describes it is nonsense', async () => {
    const answer = { ...DONE, evidence: 'many', sample: [1], sample_file_type: 7 };
    expect(await fetchFrom(json(200, answer))).toEqual({ verdict: 'clean', evidence: [], sample: {} });
    const inSample = { ...DONE, sample: { sha256: '../../etc', sha1: 5, file_size: -1 } };
    expect(await fetchFrom(json(200, inSample))).toEqual({ verdict: 'clean', evidence: [], sample: {} });
  });

  test('is cut to what a history can keep', async () => {
    const evidence = Array.from({ length: 500 }, () => ({ name: 'n'.repeat(5_000), description: 'd' }));
    const result = await fetchFrom(json(200, { ...DONE, evidence }));
    expect(result?.evidence).toHaveLength(100);
    expect(result?.evidence[0]?.name).toHaveLength(2_000);
  });

  test.each([
    [],
    null,
    'done',
    {},
    { finished_at: '2026-11-02T09:00:00Z', verbose_verdict: 'CLN' },
    { ...DONE, finished_at: 1_793_610_000 },
    { ...DONE, finished_at: true },
    { results: [DONE] },
  ])('is not in %j', async (answer) => {
    const error = await problemOf(fetchFrom(json(200, answer)));
    expect(error).toMatchObject({ problem: 'unexpected-answer', status: 200 });
  });
});

async function problemOf(request: Promise<unknown>): Promise<unknown> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ApiError);
  return error;
}
