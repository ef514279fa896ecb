import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type CallOptions, createFilesClient, type FilesClient } from '../../../lib/api/files-client.ts';
import { createDeferred } from '../../fakes/deferred.ts';
import { BAD_ANSWERS, DETAIL, typed } from '../../fixtures/api/bad-answers.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import {
  type Answer,
  byPath,
  type HostileServer,
  hangUp,
  html,
  json,
  redirect,
  stalled,
  startHostileServer,
  trickle,
} from '../../fixtures/api/hostile-server.ts';
import { makeSelfSignedCertificate } from '../../fixtures/api/make-self-signed-certificate.ts';

const TOKEN = 'secret-token';

let server: HostileServer;

beforeEach(async () => {
  server = await startHostileServer();
});

afterEach(() => server.close());

/** A server that nobody should speak to: it is closed when the test is over. */
async function startOther(tls?: { key: string; cert: string }): Promise<HostileServer> {
  const other = await startHostileServer(tls);
  onTestFinished(() => other.close());
  return other;
}

/** A time limit that runs out when the test says so, as `AbortSignal.timeout` would have it. */
function aDeadline() {
  const controller = new AbortController();
  return {
    startDeadline: () => controller.signal,
    pass: () => controller.abort(new DOMException('The time is over.', 'TimeoutError')),
  };
}

/** Resolves once `fetch` has the head of an answer. */
function answerBegun(): Promise<void> {
  const { promise, resolve } = createDeferred<void>();
  const nodeFetch = globalThis.fetch;
  onTestFinished(() => {
    globalThis.fetch = nodeFetch;
  });
  globalThis.fetch = async (input, init) => {
    const response = await nodeFetch(input, init);
    resolve();
    return response;
  };
  return promise;
}

const METHODS: readonly (readonly [string, (client: FilesClient) => Promise<unknown>])[] = [
  ['submitFile with a link', (client) => client.submitFile({ downloadLink: 'https://example.org/a' })],
  ['submitFile with bytes', (client) => client.submitFile({ data: new Blob(['abc']) })],
  ['submitFile with a path', (client) => client.submitFile({ path: 'a/b.zip', storage: 'bucket' })],
  ['submitPage', (client) => client.submitPage({ url: 'https://example.org/' })],
  ['fetchResult', (client) => client.fetchResult({ scanId: 4711, submittedAt: 0 })],
  ['findSubmission', (client) => client.findSubmission({ subOrigin: 'mark', since: 0 })],
  ['checkConnection', (client) => client.checkConnection()],
];

describe.each(METHODS)('%s', (_name, call) => {
  const at = (address: string) => createFilesClient({ server: address, token: TOKEN });
  const client = () => at(server.address);

  test.each(BAD_ANSWERS)('%s', async (_what, answer, problem, status) => {
    server.answerWith(answer);
    const error = await errorOf(call(client()));
    expect({ problem: error.problem, code: error.code, status: error.status }).toEqual({
      problem,
      code: problem,
      status,
    });
    // Only a scan that the server may know another way is asked for a second time, in the list.
    const isLookup =
      server.seen[0]?.url === '/api/v1/scans/list/4711/' && [400, 404, 405, 408, 409, 418].includes(status);
    expect(server.seen).toHaveLength(isLookup ? 2 : 1);
  });

  test.each([
    ['begins to answer and goes silent', stalled(200), 'timed-out'],
    ['answers a little at a time, without an end', trickle(200), 'timed-out'],
    ['begins to refuse and goes silent, and has refused all the same', stalled(401), 'unauthorized'],
    ['refuses a little at a time, and has refused all the same', trickle(403), 'forbidden'],
  ] as const)('a server that %s', async (_what, answer, problem) => {
    server.answerWith(answer);
    const begun = answerBegun();
    const { startDeadline, pass } = aDeadline();
    const failed = errorOf(call(createFilesClient({ server: server.address, token: TOKEN, startDeadline })));
    await begun;
    pass();
    expect((await failed).problem).toBe(problem);
    expect(server.seen).toHaveLength(1);
  });

  test('a server that takes the request and says nothing', async () => {
    const { startDeadline, pass } = aDeadline();
    server.answerWith(pass);
    const slow = createFilesClient({ server: server.address, token: TOKEN, startDeadline });
    expect(await errorOf(call(slow))).toMatchObject({ problem: 'timed-out', status: 0 });
    expect(server.seen).toHaveLength(1);
  });

  test('nobody at the port', async () => {
    await server.close();
    expect(await errorOf(call(client()))).toMatchObject({ problem: 'connection-refused', status: 0 });
  });

  test('a certificate that nobody vouches for', async () => {
    const other = await startOther(makeSelfSignedCertificate());
    expect(await errorOf(call(at(other.address)))).toMatchObject({ problem: 'tls-failed', status: 0 });
    expect(other.seen).toEqual([]);
  });

  test('a server that does not speak TLS', async () => {
    const address = server.address.replace('http:', 'https:');
    expect(await errorOf(call(at(address)))).toMatchObject({ problem: 'tls-failed', status: 0 });
    expect(server.seen).toEqual([]);
  });

  test('an address that is none', async () => {
    expect(await errorOf(call(at('scanner')))).toMatchObject({ problem: 'wrong-address', status: 0 });
  });

  test.each([301, 302, 303, 307, 308])('the token does not follow a redirect by %d', async (status) => {
    const other = await startOther();
    server.answerWith(redirect(status, `${other.address}/api/v1/files/`));
    expect(await errorOf(call(client()))).toMatchObject({ problem: 'redirected' });
    expect(other.seen).toEqual([]);
    expect(server.seen).toHaveLength(1);
  });
});

test.each(['text/html', 'text/plain', 'application/octet-stream', ''])(
  'JSON that calls itself %j is taken where it is what was asked for',
  async (type) => {
    server.answerWith(typed(type, '{"scan_id":4,"results":[],"id":"4711_1_x"}'));
    const client = createFilesClient({ server: server.address, token: TOKEN });
    expect(await client.submitFile({ downloadLink: 'https://example.org/a' })).toEqual({ scanId: 4 });
    for (const [, call] of METHODS) await call(client);
  },
);

describe('the token', () => {
  test('does not follow the next page of a list to another host', async () => {
    const other = await startOther();
    const next = `${other.address.replace('127.0.0.1', 'localhost')}/api/v1/scans/list/?_cursor=2`;
    server.answerWith(json(200, { results: [], has_more: true, next }));
    const client = createFilesClient({ server: server.address, token: TOKEN });
    expect((await errorOf(client.findSubmission({ subOrigin: 'mark', since: 0 }))).problem).toBe(
      'redirected',
    );
    expect(other.seen).toEqual([]);
  });

  test('stays with its server where the next page names another port', async () => {
    const other = await startOther();
    const next = `${other.address}/api/v1/scans/list/?_cursor=2`;
    const pages = [
      json(200, { results: [], has_more: true, next }),
      json(200, { results: [], has_more: false }),
    ];
    server.answerWith((response, request) => pages.shift()?.(response, request));
    const client = createFilesClient({ server: server.address, token: TOKEN });
    expect(await client.findSubmission({ subOrigin: 'mark', since: 0 })).toBeUndefined();
    expect(other.seen).toEqual([]);
    expect(server.seen.map(({ url }) => url)).toEqual([
      expect.stringContaining('origin=api'),
      '/api/v1/scans/list/?_cursor=2',
    ]);
  });
});

describe("the server's words", () => {
  const ask = (answer: Answer) => {
    server.answerWith(answer);
    return errorOf(createFilesClient({ server: server.address, token: 't' }).checkConnection());
  };

  test.each([
    [{ detail: 'Invalid token.' }, 'Invalid token.'],
    [{ download_link: ['Enter a valid URL.'] }, 'download_link: Enter a valid URL.'],
    [
      { name: ['Too long.', 'Not a name.'], data: ['Missing.'] },
      'name: Too long. Not a name.; data: Missing.',
    ],
    [{ detail: '' }, undefined],
    [{}, undefined],
    [[], undefined],
    ['no', undefined],
    [null, undefined],
    [{ error: { code: 7 } }, undefined],
  ])('in %j are %j', async (refusal, detail) => {
    expect((await ask(json(400, refusal))).detail).toBe(detail);
  });

  test('are cut to 300 characters', async () => {
    expect((await ask(json(400, { detail: 'a'.repeat(10_000) }))).detail).toHaveLength(300);
  });

  test('are not taken from a web page', async () => {
    expect((await ask(html(503))).detail).toBeUndefined();
  });
});

describe('Retry-After', () => {
  const ask = async (status: number, headers: Record<string, string>) => {
    server.answerWith(json(status, DETAIL, headers));
    const client = createFilesClient({ server: server.address, token: 't' });
    return (await errorOf(client.checkConnection())).retryAfterMs;
  };

  test('in seconds', async () => {
    expect(await ask(429, { 'retry-after': '17' })).toBe(17_000);
  });

  test('as a date', async () => {
    expect(await ask(429, { 'retry-after': 'Thu, 01 Jan 1998 00:00:00 GMT' })).toBe(0);
    expect(await ask(429, { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' })).toBeGreaterThan(86_400_000);
  });

  test('of a server that is down for maintenance', async () => {
    expect(await ask(503, { 'retry-after': '60' })).toBe(60_000);
  });

  test('that is not there', async () => {
    expect(await ask(429, {})).toBeUndefined();
  });
});

describe('a browser, whose fetch says nothing but that it failed', () => {
  /** Breaks the connection of each submission. */
  const hangingUp = byPath({
    '/api/v1/files/': hangUp,
    '/api/v1/scans/list/': json(200, { results: [] }),
  });
  const speechless = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    try {
      return await nodeFetch(input, init);
    } catch {
      throw new TypeError('Failed to fetch');
    }
  };
  const nodeFetch = globalThis.fetch;

  beforeEach(() => {
    globalThis.fetch = speechless;
  });

  afterEach(() => {
    globalThis.fetch = nodeFetch;
  });

  const submit = (options: CallOptions = {}) =>
    createFilesClient({ server: server.address, token: TOKEN }).submitFile(
      { downloadLink: 'https://a.example' },
      options,
    );

  test('a server that is there right after may have taken the submission', async () => {
    server.answerWith(hangingUp);
    expect((await errorOf(submit())).problem).toBe('connection-lost');
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('so may one that refuses to be asked', async () => {
    server.answerWith(byPath({ '/api/v1/files/': hangUp, '/api/v1/scans/list/': json(401, DETAIL) }));
    expect((await errorOf(submit())).problem).toBe('connection-lost');
  });

  test('a signal ends the question whether it is there, too', async () => {
    const controller = new AbortController();
    const reason = new Error('no longer wanted');
    const abort = () => controller.abort(reason);
    server.answerWith(byPath({ '/api/v1/files/': hangUp, '/api/v1/scans/list/': abort }));
    await expect(submit({ signal: controller.signal })).rejects.toBe(reason);
    expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  test('one that is not there can not', async () => {
    await server.close();
    expect((await errorOf(submit())).problem).toBe('unreachable');
  });
});
