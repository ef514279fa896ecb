import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSqliteTokenStore } from '../../../server/tokens/sqlite-token-store.ts';
import type { TokenRecord } from '../../../server/tokens/token.ts';
import { createTokenText, digestToken } from '../../../server/tokens/token-text.ts';
import { runToEnd } from './spawn-server.ts';
import { startTestServer, type TestServer, TOKEN, toForm } from './test-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const FILES = '/api/v1/files/';
const LIST = '/api/v1/scans/list/';

async function makeToken(given: Partial<TokenRecord> = {}): Promise<string> {
  const { id, text } = createTokenText();
  const record: TokenRecord = {
    id,
    name: 'test',
    scopes: ['submit', 'read'],
    rate: null,
    createdAt: 1,
    expiresAt: null,
    revokedAt: null,
    lastUsedAt: null,
    ...given,
  };
  const store = openSqliteTokenStore(server.dataDir);
  await store.insert({ record, digest: digestToken(text) });
  if (record.revokedAt !== null) await store.revoke(id, record.revokedAt);
  await store.close();
  return text;
}

const ask = (token: string, path = LIST, body?: FormData): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    headers: { authorization: `Token ${token}`, 'x-request-id': 'req-7' },
    ...(body === undefined ? {} : { method: 'POST', body }),
  });

async function audit(): Promise<{ [key: string]: unknown }[]> {
  const folder = join(server.dataDir, 'audit');
  const texts = await Promise.all(
    (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
  );
  return texts
    .join('')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

it('are made, used, listed and revoked while the scanner runs', async () => {
  const data = ['--data', server.dataDir];
  const created = await runToEnd(['tokens', 'create', ...data, '--name', 'gateway', '--expires', '1d']);
  expect(created).toMatchObject({ code: 0, stderr: '' });
  const [text = ''] = created.stdout.split('\n');
  const [, id = ''] = text.split('_');
  expect((await ask(text, FILES, toForm(makePdf('x'), 'x.pdf'))).status).toBe(200);
  expect((await ask(text)).status).toBe(200);

  const listed = await runToEnd(['tokens', 'list', ...data]);
  expect(listed.stdout).toMatch(
    new RegExp(`^${id} +gateway +valid +submit,read +- +\\S+Z +\\S+Z +\\S+Z$`, 'm'),
  );
  expect(listed.stdout).not.toContain(text.slice(20));

  expect(await runToEnd(['tokens', 'revoke', id, ...data])).toMatchObject({ code: 0 });
  expect((await ask(text)).status).toBe(401);
  expect((await ask(TOKEN)).status).toBe(200);
  expect((await audit()).map(({ action }) => action)).toEqual([
    'token-created',
    'submit-file',
    'token-revoked',
  ]);
});

describe('a token', () => {
  it('does only what its scopes say', async () => {
    const [submit, read] = [await makeToken({ scopes: ['submit'] }), await makeToken({ scopes: ['read'] })];
    const metrics = await makeToken({ scopes: ['metrics'] });
    const form = () => toForm(makePdf('x'), 'x.pdf');
    const statuses = async (token: string): Promise<number[]> => [
      (await ask(token, FILES, form())).status,
      (await ask(token)).status,
      (await ask(token, '/metrics')).status,
    ];
    expect(await statuses(submit)).toEqual([200, 403, 403]);
    expect(await statuses(read)).toEqual([403, 200, 403]);
    expect(await statuses(metrics)).toEqual([403, 403, 200]);
    expect(await statuses(TOKEN)).toEqual([200, 200, 200]);
    expect(await (await ask(read, FILES, form())).json()).toEqual({
      detail: 'This token may not do that: it lacks the scope “submit”.',
    });
  });

  it.each([
    ['revoked', { revokedAt: 5 }],
    ['expired', { expiresAt: 5 }],
  ])('that is %s is refused as one that never was', async (_state, given) => {
    const refused = await ask(await makeToken(given));
    expect(refused.status).toBe(401);
    expect(await refused.json()).toEqual({ detail: 'Invalid token.' });
  });

  it('is refused where a letter of it differs', async () => {
    const text = await makeToken();
    const last = text.endsWith('A') ? 'B' : 'A';
    for (const wrong of [text.slice(0, -1) + last, text.slice(0, -1), `${text}A`, createTokenText().text])
      expect((await ask(wrong)).status).toBe(401);
    expect((await ask(text)).status).toBe(200);
  });

  it('has a rate of its own', async () => {
    const slow = await makeToken({ rate: { max: 2, windowMs: 3_600_000 } });
    const statuses = [await ask(slow), await ask(slow), await ask(slow)].map(({ status }) => status);
    expect(statuses).toEqual([200, 200, 429]);
    const refused = await ask(slow, FILES, toForm(makePdf('x'), 'x.pdf'));
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
    expect(await refused.json()).toEqual({ detail: expect.stringMatching(/^Request was throttled\./) });
    expect((await ask(await makeToken())).status).toBe(200);
    expect((await ask(TOKEN)).status).toBe(200);
  });
});

it('the audit log says who submitted what, without contents, names, queries and credentials', async () => {
  const text = await makeToken({ name: 'mail' });
  const [, id] = text.split('_');
  const form = new FormData();
  form.append('download_link', 'http://user:hunter2@127.0.0.1:9/a.pdf?key=hunter2#hunter2');
  await ask(text, FILES, toForm(makePdf('hunter2'), 'hunter2.pdf', { file_password: 'hunter2' }));
  await ask(text, FILES, form);
  const entries = await audit();
  expect(entries).toMatchObject([
    {
      at: expect.stringMatching(/Z$/),
      action: 'submit-file',
      token: { id, name: 'mail' },
      requestId: 'req-7',
      remoteAddress: '127.0.0.1',
      scanId: expect.any(Number),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      size: makePdf('hunter2').length,
    },
    { action: 'submit-link', address: 'http://127.0.0.1:9/a.pdf', sha256: null },
  ]);
  expect(JSON.stringify(entries)).not.toContain('hunter2');
});
