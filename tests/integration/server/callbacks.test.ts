import { createHmac } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ServerOptions } from '../../../server/create-server.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { ended, rowOf } from './callback-row.ts';
import { filesThatHold } from './files-that-hold.ts';
import { startReceiver } from './receiver.ts';
import { startTestServer, type TestServer, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const FAST = {
  firstRetryMs: 1,
  maxRetryMs: 2,
  giveUpAfterMs: 600_000,
  timeoutMs: 20_000,
  concurrency: 4,
  perReceiver: 2,
};

async function start(options: Partial<ServerOptions> = {}): Promise<TestServer> {
  const server = await startTestServer({ callbacks: FAST, ...options });
  onTestFinished(server.stop);
  return server;
}

const pdf = (fields: { [field: string]: string }): FormData => toForm(makePdf('x'), 'x.pdf', fields);

describe('a callback', () => {
  it('has the documented body, the given headers and the params', async () => {
    const receiver = await startReceiver();
    const server = await start();
    const fields = {
      name: 'my_file.doc',
      callback_url: `${receiver.url}/done?key=1`,
      callback_headers: '{"Auth":"value","Host":"forged.test","Content-Type":"text/plain"}',
      callback_params: '{"key1":"value1","n":{"m":[1]}}',
    };
    const id = await server.submit(toForm(makeEicar(), 'e.com', fields));
    const [callback] = await receiver.until('/done?key=1');
    const scan = await server.scan(id);
    expect(callback?.body).toEqual({
      scan_id: String(id),
      name: 'my_file.doc',
      type: 'File',
      path: null,
      verdict: 'MAL',
      evidence: scan.evidence.map(({ name, data, description }) => ({
        Name: name,
        Data: data,
        Description: description,
      })),
      params: { key1: 'value1', n: { m: [1] } },
    });
    expect(callback?.headers).toMatchObject({
      auth: 'value',
      host: new URL(receiver.url).host,
      'content-type': 'application/json',
      connection: 'close',
    });
    expect(callback?.headers).not.toHaveProperty('x-sluice-signature');
  });

  it('comes for a page and without a verdict too', async () => {
    const receiver = await startReceiver();
    const server = await start();
    const fields = { path: 'http://127.0.0.1:1/p?q=1', callback_url: `${receiver.url}/page` };
    await server.submit(new URLSearchParams(fields), '/api/v1/urls/');
    const [callback] = await receiver.until('/page');
    expect(callback?.body).toMatchObject({
      type: 'URL',
      path: 'http://127.0.0.1:1/p',
      verdict: null,
      evidence: [{ Name: 'fetch_failed' }],
      params: {},
    });
  });

  it('is signed where a secret is configured, and nobody can sign in its place', async () => {
    const receiver = await startReceiver();
    const server = await start({ callbackSecret: 'shared secret' });
    const callback_headers = '{"x-sluice-signature":"t=1,v1=00"}';
    await server.submit(pdf({ callback_url: `${receiver.url}/signed`, callback_headers }));
    const [callback] = await receiver.until('/signed');
    const [, time, v1] =
      /^t=(\d{10}),v1=([0-9a-f]{64})$/.exec(String(callback?.headers['x-sluice-signature'])) ?? [];
    const expected = createHmac('sha256', 'shared secret').update(`${time}.${callback?.text}`).digest('hex');
    expect(v1).toBe(expected);
  });

  it('reaches a receiver that fails 20 times, and never again once it was accepted', async () => {
    const receiver = await startReceiver(({ path }, response, count) =>
      response.writeHead(path === '/flaky' && count <= 20 ? 503 : 200).end('x'.repeat(200_000)),
    );
    const server = await start();
    const id = await server.submit(pdf({ callback_url: `${receiver.url}/flaky` }));
    const tries = await receiver.until('/flaky', 21);
    expect(new Set(tries.map(({ text }) => text)).size).toBe(1);
    await ended(server, id);

    // Restarted, it sends what is new, and nothing of what was accepted: the older one would come first.
    await server.close();
    const second = await start({ dataDir: server.dataDir });
    await second.submit(pdf({ callback_url: `${receiver.url}/later` }));
    await receiver.until('/later');
    expect(receiver.of('/flaky')).toHaveLength(21);
    expect(receiver.received).toHaveLength(22);
  });

  it('does not follow redirects', async () => {
    const receiver = await startReceiver((received, response, count) => {
      if (received.path === '/moved' && count === 1) response.writeHead(307, { location: '/elsewhere' });
      response.end();
    });
    const server = await start();
    await server.submit(pdf({ callback_url: `${receiver.url}/moved` }));
    await receiver.until('/moved', 2);
    expect(receiver.of('/elsewhere')).toHaveLength(0);
  });

  it('that is not answered in time is tried again', async () => {
    const receiver = await startReceiver((_received, response, count) => {
      if (count > 1) response.end();
    });
    const server = await start({ callbacks: { ...FAST, timeoutMs: 100 } });
    const id = await server.submit(pdf({ callback_url: `${receiver.url}/silent` }));
    await receiver.until('/silent', 2);
    expect(await ended(server, id)).toMatchObject({ outcome: 'accepted' });
  });

  it('counts as accepted with its status, though the answer never ends', async () => {
    const receiver = await startReceiver((_received, response) => response.writeHead(200).write('x'));
    const server = await start();
    const id = await server.submit(pdf({ callback_url: `${receiver.url}/endless` }));
    expect(await ended(server, id)).toMatchObject({ outcome: 'accepted', attempts: 1 });
  });

  it('leaves no secret behind, neither in its row nor in a file of the idle service', async () => {
    const receiver = await startReceiver((_received, response, count) =>
      response.writeHead(count === 1 ? 500 : 200).end(),
    );
    const server = await start();
    const url = receiver.url.replace('http://', 'http://user:hunter2@');
    const id = await server.submit(
      pdf({ callback_url: `${url}/hook?key=hunter2`, callback_headers: '{"Auth":"hunter2"}' }),
    );
    const [first] = await receiver.until('/hook?key=hunter2', 2);
    expect(first?.headers.authorization).toBe(`Basic ${Buffer.from('user:hunter2').toString('base64')}`);
    const row = await ended(server, id);
    expect(JSON.stringify(row)).not.toContain('hunter2');
    await waitFor('the samples to be removed', async () => (await server.samplesOnDisk()).length === 0);
    await waitFor(
      'the log to be emptied',
      async () => (await filesThatHold(server.dataDir, 'hunter2')).length === 0,
    );
  });
});

describe('a slow receiver', () => {
  it('holds up nobody, and not the end of the service', async () => {
    const slow = await startReceiver(() => undefined);
    const quick = await startReceiver();
    const server = await start({ callbacks: { ...FAST, timeoutMs: 600_000 } });
    const slowIds: number[] = [];
    for (let n = 0; n < 6; n += 1) slowIds.push(await server.submit(pdf({ callback_url: `${slow.url}/s` })));
    await slow.until('/s', 2);
    const id = await server.submit(pdf({ callback_url: `${quick.url}/q` }));
    await quick.until('/q');
    await ended(server, id);
    await Promise.all(slowIds.map((slowId) => server.finished(slowId)));
    expect(slow.received).toHaveLength(2);
    // With ten minutes left for each try, this would not return in time if it waited for them.
    await server.close();
    expect(slowIds.map((slowId) => rowOf(server, slowId)?.outcome)).toEqual(slowIds.map(() => null));
  });
});
