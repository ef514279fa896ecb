import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSocket, sendRaw, toHead } from './raw-request.ts';
import { spawnServer } from './spawn-server.ts';
import { startTestServer, type TestServer, TOKEN, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ samples: true });
});
afterAll(() => server.stop());

describe('an address with a user name that cannot be read', () => {
  const address = 'http://a%ZZ:b@127.0.0.1:9/';

  it.each([
    ['download_link', '/api/v1/files/', { download_link: address }],
    ['callback_url', '/api/v1/files/', { download_link: 'http://127.0.0.1:9/', callback_url: address }],
    ['path', '/api/v1/urls/', { path: address }],
  ])('is refused as %s', async (field, path, fields) => {
    const response = await server.post(new URLSearchParams(fields), path);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ [field]: [expect.stringContaining('%25')] });
  });
});

describe('a form', () => {
  it('with too many fields is a 400 that says so', async () => {
    const fields = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`field${n}`, 'x']));
    const response = await server.post(toForm(makePdf('x'), 'x.pdf', fields));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ detail: 'The form has too many fields.' });
  });

  it('with a part of JSON that is none is a 400 that says so', async () => {
    const head = '--b\r\nContent-Disposition: form-data; name="callback_params"';
    const body = `${head}\r\nContent-Type: application/json\r\n\r\n{nonsense\r\n--b--\r\n`;
    const request = toHead(TOKEN, 'multipart/form-data; boundary=b', body.length);
    expect(await sendRaw(server.url, [request, body])).toMatch(/^HTTP\/1.1 400 .*declared as JSON/s);
  });
});

it.each(['2026', 'yesterday', '2026-11-01', '2026-11-01T00:00:00Z', '1', '2026-02-31T00:00:00.000Z'])(
  'the cursor %s is refused',
  async (cursor) => {
    const response = await server.get(`/api/v1/scans/list/?_cursor=${cursor}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ _cursor: [expect.any(String)] });
  },
);

it('a link that cannot be stored is told as a fault of the scanner', async () => {
  const broken = await startTestServer();
  onTestFinished(broken.stop);
  const folder = join(broken.dataDir, 'samples');
  await rm(folder, { recursive: true });
  await writeFile(folder, 'no folder');
  const link = new URLSearchParams({ download_link: `${server.url}/samples/harmless.pdf` });
  const scan = await broken.finished(await broken.submit(link));
  expect(scan).toMatchObject({ verbose_verdict: null, evidence: [{ name: 'sample_not_stored' }] });
  expect((await broken.post(toForm(makePdf('x'), 'x.pdf'))).status).toBe(500);
});

it('an upload that breaks off is no error in the log', async () => {
  const dataDir = join(server.dataDir, 'own');
  const own = await spawnServer(['--data', dataDir, '--token', TOKEN, '--log-level', 'debug']);
  const socket = await openSocket(own.url);
  socket.write(toHead(TOKEN, 'multipart/form-data; boundary=b', 150_000));
  socket.write(
    `--b\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\n${'y'.repeat(90_000)}`,
  );
  await waitFor('the request to arrive', async () => own.output().stderr.includes('incoming request'));
  socket.destroy();
  await waitFor('the end to be noticed', async () => own.output().stderr.includes('request broken off'));
  expect(own.output().stderr).not.toContain('"level":50');
});
