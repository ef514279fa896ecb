import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createAuditLog } from '../../../server/audit/audit-log.ts';
import { createRetention } from '../../../server/create-retention.ts';
import { createTlsServers } from '../../../server/http/tls-servers.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSqliteStore } from '../../../server/storage/sqlite/open-sqlite-store.ts';
import { spawnServer } from './spawn-server.ts';
import { startTestServer, TOKEN, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const run = promisify(execFile);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-operations-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function start(options: Parameters<typeof startTestServer>[0] = {}) {
  const server = await startTestServer({ dataDir: folder, ...options });
  onTestFinished(server.close);
  return server;
}

it('answers a well-formed request id, and its own in place of another', async () => {
  const { url } = await start();
  const idFor = async (id: string): Promise<string | null> =>
    (await fetch(`${url}/health`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');
  expect(await idFor('lb-1.2_3')).toBe('lb-1.2_3');
  for (const bad of ['a b', '{"x":1}', 'x'.repeat(65), '-x'])
    expect(await idFor(bad)).toMatch(/^[\da-f-]{36}$/);
});

it('counts requests, scans and callbacks for Prometheus', async () => {
  const server = await start();
  await server.scanFile(makePdf('x'), 'x.pdf');
  const text = await (await server.get('/metrics')).text();
  expect(text).toMatch(/^sluice_scans_total\{verdict="CLN"\} 1$/m);
  expect(text).toMatch(/^sluice_scan_seconds_count 1$/m);
  expect(text).toMatch(/^sluice_scans_under_way 0$/m);
  expect(text).toMatch(
    /^sluice_http_requests_total\{method="POST",route="\/api\/v1\/files\/",status="200"\} 1$/m,
  );
  expect(text).toContain('process_resident_memory_bytes');
  expect((await fetch(`${server.url}/metrics`)).status).toBe(401);
});

describe('a full disk', () => {
  it('refuses submissions below the minimum, says that it is not ready, and recovers by itself', async () => {
    const server = await start({ minFreeBytes: 1e15 });
    const refused = await server.post(toForm(makePdf('x'), 'x.pdf'));
    expect(refused.status).toBe(507);
    expect(await refused.json()).toEqual({ detail: expect.stringContaining('disk is full') });
    const ready = await fetch(`${server.url}/ready`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', reasons: ['The disk is full.'] });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('answers 507 on a real one that fills up under an upload, and takes the next file once there is room', async (context) => {
    const small = await mkdtemp(join(tmpdir(), 'sluice-small-'));
    const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', small]).then(
      () => true,
      () => false,
    );
    if (!mounted) return context.skip('this machine lets nobody mount a small file system');
    onTestFinished(async () => {
      await run('umount', ['-l', small]);
      await rm(small, { recursive: true });
    });
    const server = await start({ dataDir: small, minFreeBytes: 0 });
    await writeFile(join(small, 'ballast'), Buffer.alloc(6_000_000));
    // Chunked, so that its length is known to nobody before.
    const status = await postChunked(server.url, 4_000_000);
    expect(status).toBe(507);
    expect(await readdir(join(small, 'samples'))).toEqual([]);
    await rm(join(small, 'ballast'));
    expect((await server.scanFile(makePdf('x'), 'x.pdf')).verbose_verdict).toBe('CLN');
  });
});

function postChunked(url: string, bytes: number): Promise<number> {
  const boundary = 'b0undary';
  const headers = {
    authorization: `Token ${TOKEN}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/api/v1/files/`, { method: 'POST', headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.write(`--${boundary}\r\ncontent-disposition: form-data; name="data"; filename="x"\r\n\r\n`);
    sent.write(Buffer.alloc(bytes));
    sent.end(`\r\n--${boundary}--\r\n`);
  });
}

it('is ready with all in order', async () => {
  const { url } = await start();
  const ready = await fetch(`${url}/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toEqual({ status: 'ready' });
});

describe('a stop', () => {
  it('lets an upload under way end, and refuses new requests meanwhile', async () => {
    const server = await start({ shutdownMs: 30_000 });
    const headers = { authorization: `Token ${TOKEN}`, 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'download_link=http%3A%2F%2F127.0.0.1%3A9%2Fx';
    const sent = request(`${server.url}/api/v1/files/`, { method: 'POST', headers });
    const answered = once(sent, 'response');
    sent.write(body.slice(0, 10));
    await waitFor('the request to arrive', async () => (await countRequests(server.url)) || null);
    const closed = server.close();
    await waitFor('a refusal', async () =>
      (await fetch(`${server.url}/health`)).status === 503 ? true : null,
    );
    sent.end(body.slice(10));
    const [response] = await answered;
    expect(response.statusCode).toBe(200);
    await closed;
  });

  it('waits no longer where it is told to hurry', async () => {
    const server = await start({ shutdownMs: 3_600_000 });
    const sent = request(`${server.url}/api/v1/files/`, {
      method: 'POST',
      headers: { authorization: `Token ${TOKEN}`, 'content-type': 'application/x-www-form-urlencoded' },
    });
    const broken = once(sent, 'error');
    sent.write('download_link=');
    await waitFor('the request to arrive', async () => (await countRequests(server.url)) || null);
    const closed = server.close();
    server.hurry();
    await closed;
    await broken;
  });
});

/** Connections that are open besides that of the question. */
async function countRequests(url: string): Promise<number> {
  const text = await (
    await fetch(`${url}/metrics`, { headers: { authorization: `Token ${TOKEN}`, connection: 'close' } })
  ).text();
  return Number(/^sluice_http_requests_under_way (\d+)$/m.exec(text)?.[1] ?? 1) - 1;
}

it('removes finished scans and the audit log after their days, in batches', async () => {
  const day = 86_400_000;
  const server = await start();
  const scan = await server.scanFile(makePdf('x'), 'x.pdf');
  await server.close();
  let time = Date.now();
  const audit = createAuditLog(folder, () => time);
  expect(await readdir(join(folder, 'audit'))).toHaveLength(1);
  time += 3 * day;
  await audit.prune(4);
  expect(await readdir(join(folder, 'audit'))).toHaveLength(1);
  await audit.prune(1);
  expect(await readdir(join(folder, 'audit'))).toHaveLength(0);
  const log = pino({ level: 'silent' });
  const rows = openSqliteStore(folder, Date.now, log);
  onTestFinished(rows.close);
  const config = { scansDays: 1, auditDays: null };
  const prune = (at: number): Promise<void> =>
    createRetention({ config, scans: rows.scans, audit, now: () => at, log }).prune();
  await prune(Date.now() + day / 2);
  expect(await rows.scans.find(String(scan.id))).not.toBeNull();
  await prune(Date.now() + 2 * day);
  expect(await rows.scans.find(String(scan.id))).toBeNull();
});

it('a whole run at the most talkative level has no secret in its log, and ties requests to scans', async () => {
  const server = await spawnServer([
    '--data',
    folder,
    '--token',
    'hunter2-token',
    '--log-level',
    'trace',
    '--allow-network',
    'loopback',
  ]);
  const headers = { authorization: 'Token hunter2-token', 'x-request-id': 'lb-42' };
  const url = `${server.url}/api/v1/files/`;
  const fields = {
    file_password: 'hunter2',
    callback_url: 'http://127.0.0.1:9/hunter2?hunter2',
    callback_headers: '{"x-key":"hunter2"}',
  };
  await fetch(url, { method: 'POST', headers, body: toForm(makePdf('hunter2'), 'hunter2.pdf', fields) });
  const link = new URLSearchParams({ download_link: 'http://hunter2:hunter2@127.0.0.1:9/a?hunter2#hunter2' });
  await fetch(url, { method: 'POST', headers, body: link });
  await fetch(`${url}?token=hunter2`, {
    method: 'POST',
    headers: { authorization: 'Token hunter2-wrong' },
    body: link,
  });
  const lines = () =>
    server
      .output()
      .stderr.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  await waitFor('both scans to finish', async () =>
    lines().filter(({ msg }) => msg === 'scan finished').length === 2 ? true : null,
  );
  expect(await server.kill('SIGTERM')).toBe(0);
  const accepted = lines().find(({ msg }) => msg === 'scan accepted');
  expect(accepted).toMatchObject({ reqId: 'lb-42', token: 'configured', scan: expect.any(Number) });
  expect(server.output().stderr).not.toContain('hunter2');
});

it('serves HTTPS, and takes a renewed certificate on SIGHUP', async () => {
  const cert = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const make = (name: string): Promise<unknown> =>
    run('openssl', [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:prime256v1',
      '-nodes',
      '-keyout',
      key,
      '-out',
      cert,
      '-days',
      '2',
      '-subj',
      `/CN=${name}`,
    ]);
  await make('first.test');
  // Node's own limit would end an upload that takes more than five minutes.
  expect(createTlsServers({ cert, key }, 60_000).make(() => {}).requestTimeout).toBe(0);
  const config = join(folder, 'sluice.json');
  await writeFile(config, JSON.stringify({ dataDir: 'data', tls: { cert: 'cert.pem', key: 'key.pem' } }));
  const server = await spawnServer(['--config', config, '--log-level', 'info']);
  expect(server.url).toMatch(/^https:/);
  expect(server.output().stderr).toContain(`Server listening at ${server.url}`);
  const subject = async (): Promise<string> => {
    const { stdout } = await run('curl', [
      '-skv',
      '-o',
      '/dev/null',
      `${server.url}/health`,
      '--stderr',
      '-',
    ]);
    return /subject: (.*)/.exec(stdout)?.[1] ?? '';
  };
  expect(await subject()).toContain('first.test');
  await make('second.test');
  server.signal('SIGHUP');
  await waitFor('the new certificate', async () => ((await subject()).includes('second.test') ? true : null));
  await writeFile(cert, 'nonsense');
  server.signal('SIGHUP');
  await waitFor('a complaint', async () =>
    server.output().stderr.includes('stays as it was') ? true : null,
  );
  expect(await subject()).toContain('second.test');
  expect(await server.kill('SIGTERM')).toBe(0);
});
