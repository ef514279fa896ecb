import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilesClient } from '../../../lib/api/files-client.ts';
import type { FileSubmission } from '../../../lib/api/submission.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import {
  type Answer,
  type HostileServer,
  json,
  silence,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';

const SCAN = { scanId: 4711, submittedAt: 0 };

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

  test('every field of a path, objects as a JSON string in one field', async () => {
    server.answerWith(json(201, { scan_id: 1, callback_params: { a: { b: [1] } } }));
    const submitted = await connect().submitFile({
      path: 'in/a.zip',
      storage: 'bucket',
      name: 'a.zip',
      filePassword: 'infected & "quoted"',
      callbackUrl: 'https://example.org/done?x=1',
      callbackParams: { a: { b: [1] }, ü: '&=' },
      callbackHeaders: { Auth: 'token' },
      originalFilePath: 'C:\\a.zip',
      subOrigin: 'mark',
    });
    expect(submitted).toEqual({ scanId: 1, callbackParams: { a: { b: [1] } } });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      path: 'in/a.zip',
      storage: 'bucket',
      name: 'a.zip',
      file_password: 'infected & "quoted"',
      callback_url: 'https://example.org/done?x=1',
      callback_params: '{"a":{"b":[1]},"ü":"&="}',
      callback_headers: '{"Auth":"token"}',
      original_file_path: 'C:\\a.zip',
      sub_origin: 'mark',
    });
  });

  test('bytes go as multipart, after the fields, with the name of the file', async () => {
    server.answerWith(json(200, { scan_id: 1 }));
    const data = new File(['the bytes'], 'own-name.bin');
    await connect().submitFile({ data, subOrigin: 'mark', callbackParams: { a: 1 } });
    const [request] = server.seen;
    const type = request?.headers['content-type'] ?? '';
    expect(type).toMatch(/^multipart\/form-data; *boundary=/);
    const form = await new Response(request?.body, { headers: { 'content-type': type } }).formData();
    expect([...form.keys()]).toEqual(['callback_params', 'sub_origin', 'data']);
    const part = form.get('data');
    expect(part).toMatchObject({ name: 'own-name.bin' });
    expect(part instanceof File ? await part.text() : part).toBe('the bytes');
    expect(form.get('callback_params')).toBe('{"a":1}');
  });

  test.each([
    ['the given name', new File(['a'], 'own.bin'), 'given.bin', 'given.bin'],
    ['the given name of a Blob', new Blob(['a']), 'given.bin', 'given.bin'],
    ['a name for a Blob without one', new Blob(['a']), '', 'file'],
    ['a name for bytes that are none', new Blob([]), '', 'file'],
  ])('bytes have %s', async (_what, data, name, sent) => {
    server.answerWith(json(200, { scan_id: 1 }));
    await connect().submitFile({ data, name });
    expect(server.seen[0]?.body).toContain(`name="data"; filename="${sent}"`);
  });

  test('a page goes as a form to its own address', async () => {
    server.answerWith(json(200, { scan_id: 5 }));
    const page = {
      url: 'https://example.org/?a=b',
      userAgent: 'Agent/1',
      userLocation: 'DE',
      callbackUrl: 'https://example.org/done',
      callbackParams: { id: 1 },
      callbackHeaders: { Auth: 't' },
      subOrigin: 'mark',
    };
    expect(await connect().submitPage(page)).toEqual({ scanId: 5 });
    expect(server.seen[0]).toMatchObject({ method: 'POST', url: '/api/v1/urls/' });
    expect(Object.fromEntries(new URLSearchParams(server.seen[0]?.body))).toEqual({
      path: 'https://example.org/?a=b',
      user_agent_string: 'Agent/1',
      user_location: 'DE',
      callback_url: 'https://example.org/done',
      callback_params: '{"id":1}',
      callback_headers: '{"Auth":"t"}',
      sub_origin: 'mark',
    });
  });

  test.each([undefined, ''])('the name %j is left out', async (name) => {
    server.answerWith(json(201, { scan_id: 0 }));
    const link = { downloadLink: 'https://example.org/', ...(name === undefined ? {} : { name }) };
    expect(await connect().submitFile(link)).toEqual({ scanId: 0 });
    expect(server.seen[0]?.body).toBe('download_link=https%3A%2F%2Fexample.org%2F');
  });

  test('a result is asked for by its number, without cookies and referrer', async () => {
    server.answerWith(json(200, { id: '4711', finished_at: null }));
    await connect().fetchResult(SCAN);
    const [request] = server.seen;
    expect(request).toMatchObject({ method: 'GET', url: '/api/v1/scans/list/4711/', body: '' });
    expect(request?.headers.authorization).toBe('Token secret-token');
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(request?.headers).not.toHaveProperty('referer');
  });

  test('the connection is checked by the current second of the list', async () => {
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
      expect(await errorOf(connect(token).checkConnection())).toMatchObject({ problem: 'unauthorized' });
      expect(server.seen).toEqual([]);
    },
  );
});

describe('what is not sent', () => {
  const DATA = new Blob(['abc']);
  // As a caller in JavaScript could do it, whom no compiler stops.
  const unchecked = (submission: object): FileSubmission => Object.assign({ downloadLink: '' }, submission);

  test.each([
    ['nothing', { name: 'a.zip' }],
    ['an empty link', { downloadLink: '' }],
    ['an empty path', { path: '' }],
    ['bytes and a link', { data: DATA, downloadLink: 'https://example.org/' }],
    ['bytes and a path', { data: DATA, path: 'a' }],
    ['a link and a path', { downloadLink: 'https://example.org/', path: 'a' }],
    ['a link in a storage', { downloadLink: 'https://example.org/', storage: 'bucket' }],
    ['bytes in a storage', { data: DATA, storage: 'bucket' }],
  ])('%s', async (_what, submission) => {
    const error = await errorOf(connect().submitFile(unchecked(submission)));
    expect(error).toMatchObject({ problem: 'refused', status: 0, detail: expect.stringContaining('Send ') });
    expect(server.seen).toEqual([]);
  });

  test('a page without an address', async () => {
    expect(await errorOf(connect().submitPage({ url: '' }))).toMatchObject({ problem: 'refused', status: 0 });
    expect(server.seen).toEqual([]);
  });

  test('a byte over the limit, and what is at the limit is', async () => {
    server.answerWith(json(200, { scan_id: 1 }));
    const client = createFilesClient({ server: server.address, token: 't', maxBytes: 1_000 });
    const error = await errorOf(client.submitFile({ data: new Blob(['a'.repeat(1_001)]) }));
    expect(error).toMatchObject({ problem: 'too-large', size: 1_001, limit: 1_000, status: 0 });
    expect(error.message).toBe('1,001 bytes is over the limit of 1,000 bytes.');
    expect(server.seen).toEqual([]);
    expect(await client.submitFile({ data: new Blob(['a'.repeat(1_000)]) })).toEqual({ scanId: 1 });
  });
});

describe('a caller', () => {
  const METHODS: readonly (readonly [string, (signal: AbortSignal) => Promise<unknown>])[] = [
    ['submitFile', (signal) => connect().submitFile({ data: new Blob(['a']) }, { signal })],
    ['submitPage', (signal) => connect().submitPage({ url: 'https://a.example' }, { signal })],
    ['fetchResult', (signal) => connect().fetchResult(SCAN, { signal })],
    ['findSubmission', (signal) => connect().findSubmission({ subOrigin: 'mark', since: 0 }, { signal })],
    ['waitForResult', (signal) => connect().waitForResult(SCAN, { deadlineMs: 3_600_000, signal })],
    ['checkConnection', (signal) => connect().checkConnection({ signal })],
  ];

  test.each(METHODS)('ends %s by a signal, whose reason it gets back', async (_name, call) => {
    const reason = new Error('no longer wanted');
    const controller = new AbortController();
    server.answerWith(() => controller.abort(reason));
    await expect(call(controller.signal)).rejects.toBe(reason);
    expect(server.seen).toHaveLength(1);
  });

  test.each(METHODS)('whose signal has ended has %s send nothing', async (_name, call) => {
    const signal = AbortSignal.abort(new Error('no longer wanted'));
    await expect(call(signal)).rejects.toBe(signal.reason);
    expect(server.seen).toEqual([]);
  });

  test('is told of the beginning and the end where the context tells no more', async () => {
    server.answerWith(json(200, { scan_id: 1 }));
    const told: [number, number][] = [];
    const onProgress = (sent: number, total: number) => void told.push([sent, total]);
    await connect().submitFile({ data: new Blob(['a'.repeat(5_000)]) }, { onProgress });
    expect(told).toEqual([
      [0, 5_000],
      [5_000, 5_000],
    ]);
    await connect().submitFile({ path: 'a' }, { onProgress });
    expect(told).toHaveLength(2);
  });

  test('gives an upload more time than a small request', async () => {
    server.answerWith(json(200, { scan_id: 1 }));
    const given: number[] = [];
    const startDeadline = (ms: number) => {
      given.push(ms);
      return new AbortController().signal;
    };
    const client = createFilesClient({ server: server.address, token: 't', timeoutMs: 20, startDeadline });
    await client.submitFile({ path: 'a' });
    // 10 s more for 1 MB.
    await client.submitFile({ data: new Blob(['a'.repeat(1_000_000)]) });
    expect(given).toEqual([20, 10_020]);
  });

  test.each([20, 20.5])('that gives %d ms waits no longer for a server that is silent', async (timeoutMs) => {
    server.answerWith(silence);
    const client = createFilesClient({ server: server.address, token: 't', timeoutMs });
    expect((await errorOf(client.checkConnection())).problem).toBe('timed-out');
  });
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
    const error = await errorOf(connect().submitFile({ downloadLink: 'https://example.org/' }));
    expect(error).toMatchObject({ problem: 'unexpected-answer', status: 200 });
  });
});

describe('a list', () => {
  test.each([{}, [], null, { results: null }, { detail: 'Hello.' }])('is not %j', async (answer) => {
    server.answerWith(json(200, answer));
    expect(await errorOf(connect().checkConnection())).toMatchObject({ problem: 'unexpected-answer' });
  });
});

describe('a result', () => {
  const DONE = { id: 4711, finished_at: '2026-11-02T09:00:00Z', verbose_verdict: 'CLN' };
  const fetchFrom = (answer: Answer) => {
    server.answerWith(answer);
    return connect().fetchResult(SCAN);
  };

  test.each([{ finished_at: null }, { finished_at: '' }, { finished_at: ' \t' }, {}])(
    'is not there yet with %j',
    async (part) => {
      expect(await fetchFrom(json(200, { id: 4711, verbose_verdict: 'CLN', ...part }))).toBeUndefined();
    },
  );

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
    const error = await errorOf(fetchFrom(json(200, answer)));
    expect(error).toMatchObject({ problem: 'unexpected-answer', status: 200 });
  });
});
