import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createFilesClient, type FilesClient } from '../../../lib/api/files-client.ts';
import { ApiError } from '../../../lib/core/errors.ts';
import type { Problem } from '../../../lib/core/problem.ts';
import {
  type Answer,
  body,
  cut,
  endless,
  type HostileServer,
  hangUp,
  html,
  json,
  redirect,
  silence,
  stalled,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';

/** Long enough for an answer from this machine, short enough to wait for where none comes. */
const SHORT_MS = 150;

let server: HostileServer;

beforeEach(async () => {
  server = await startHostileServer();
});

afterEach(() => server.close());

async function errorOf(request: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await request.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ApiError) return error;
  throw new Error(`Not an ApiError: ${String(error)}`);
}

const METHODS: readonly (readonly [string, (client: FilesClient) => Promise<unknown>])[] = [
  ['submitFile', (client) => client.submitFile({ downloadLink: 'https://example.org/a' })],
  ['fetchResult', (client) => client.fetchResult({ scanId: 4711, submittedAt: 0 })],
  ['checkConnection', (client) => client.checkConnection()],
];

const DETAIL = { detail: 'As the server says.' };

/** [what the server does, how, the problem, the status] */
const ANSWERS: readonly (readonly [string, Answer, Problem, number])[] = [
  ['200 with a web page', html(200), 'wrong-address', 200],
  ['200 without a body', body(200, ''), 'wrong-address', 200],
  ['204', body(204, ''), 'wrong-address', 204],
  ['200 with half of its JSON', body(200, '{"scan_id": 47'), 'wrong-address', 200],
  ['200 cut in the middle', cut(200, '{"scan_id": 47'), 'unexpected-answer', 200],
  ['200 cut before its first byte', cut(200, ''), 'unexpected-answer', 200],
  ['200 without an end', endless(200), 'unexpected-answer', 200],
  ['200 with 5 MB', body(200, `"${'a'.repeat(5_000_000)}"`), 'unexpected-answer', 200],
  ['200 with other JSON', json(200, { hello: 'world' }), 'unexpected-answer', 200],
  ['400 with words', json(400, DETAIL), 'refused', 400],
  ['400 with a web page', html(400), 'wrong-address', 400],
  ['401 with words', json(401, DETAIL), 'unauthorized', 401],
  ['401 with a web page', html(401), 'unauthorized', 401],
  ['401 without a body', body(401, ''), 'unauthorized', 401],
  ['401 cut in the middle', cut(401, '{"det'), 'unauthorized', 401],
  ['403 with words', json(403, DETAIL), 'unauthorized', 403],
  ['404 with words', json(404, DETAIL), 'unknown-scan', 404],
  ['404 with a web page', html(404), 'wrong-address', 404],
  ['405 with a web page', html(405), 'wrong-address', 405],
  ['408', body(408, ''), 'timed-out', 408],
  ['409 with words', json(409, DETAIL), 'refused', 409],
  ['413 with a web page', html(413), 'too-large', 413],
  ['429 without a body', body(429, ''), 'rate-limited', 429],
  ['500 with words', json(500, DETAIL), 'server-error', 500],
  ['500 cut in the middle', cut(500, '<html>'), 'server-error', 500],
  ['500 without an end', endless(500), 'server-error', 500],
  ['502 without a body', body(502, ''), 'server-error', 502],
  ['503 with a web page', html(503), 'server-error', 503],
];

describe.each(METHODS)('%s', (_name, call) => {
  const client = (timeoutMs = 10_000) =>
    createFilesClient({ server: server.address, token: 'secret-token', timeoutMs });

  test.each(ANSWERS)('%s', async (_what, answer, problem, status) => {
    server.answerWith(answer);
    const error = await errorOf(call(client()));
    expect({ problem: error.problem, status: error.status }).toEqual({ problem, status });
    expect(server.seen).toHaveLength(1);
  });

  test('a server that takes the request and says nothing', async () => {
    server.answerWith(silence);
    expect((await errorOf(call(client(SHORT_MS)))).problem).toBe('timed-out');
    expect(server.seen).toHaveLength(1);
  });

  test('a server that begins to answer and goes silent', async () => {
    server.answerWith(stalled(200));
    expect((await errorOf(call(client(SHORT_MS)))).problem).toBe('timed-out');
  });

  test('a server that begins to refuse and goes silent has refused all the same', async () => {
    server.answerWith(stalled(401));
    expect((await errorOf(call(client(SHORT_MS)))).problem).toBe('unauthorized');
  });

  test('a server that hangs up', async () => {
    server.answerWith(hangUp);
    expect(await errorOf(call(client()))).toMatchObject({ problem: 'unreachable', status: 0 });
  });

  test('nobody at the port', async () => {
    await server.close();
    expect(await errorOf(call(client()))).toMatchObject({ problem: 'unreachable', status: 0 });
  });

  test('a host that there is not', async () => {
    const nowhere = createFilesClient({ server: 'http://scanner.invalid', token: 'secret-token' });
    expect((await errorOf(call(nowhere))).problem).toBe('unreachable');
  });

  test.each([301, 302, 303, 307, 308])('the token does not follow a redirect by %d', async (status) => {
    const other = await startHostileServer();
    try {
      server.answerWith(redirect(status, `${other.address}/api/v1/files/`));
      expect((await errorOf(call(client()))).problem).toBe('wrong-address');
      expect(other.seen).toEqual([]);
    } finally {
      await other.close();
    }
  });
});

describe("the server's words", () => {
  const ask = (answer: Answer) => {
    server.answerWith(answer);
    return errorOf(
      createFilesClient({ server: server.address, token: 't' }).fetchResult({ scanId: 1, submittedAt: 0 }),
    );
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
    return (await errorOf(client.fetchResult({ scanId: 1, submittedAt: 0 }))).retryAfterMs;
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
