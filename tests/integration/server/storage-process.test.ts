import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { filesThatHold } from './files-that-hold.ts';
import { makeArchive } from './make-archive.ts';
import { runToEnd, spawnServer } from './spawn-server.ts';
import { waitFor } from './wait-for.ts';

let data: string;
let folder: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'sluice-storage-process-'));
  folder = join(data, 'inbox');
  await mkdir(folder);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(data, { recursive: true, force: true });
});

type Process = Awaited<ReturnType<typeof spawnServer>>;

const start = (...args: string[]): Promise<Process> =>
  spawnServer(['--data', join(data, 'db'), '--token', 't', ...args]);

const headers = { authorization: 'Token t' };

async function submit({ url }: Process, fields: { [name: string]: string }): Promise<number> {
  const body = new URLSearchParams(fields);
  return (await (await fetch(`${url}/api/v1/files/`, { method: 'POST', headers, body })).json()).scan_id;
}

const finished = ({ url }: Process, id: number): Promise<WireScan> =>
  waitFor(`scan ${id}`, async () => {
    const scan: WireScan = await (await fetch(`${url}/api/v1/scans/list/${id}/`, { headers })).json();
    return scan.finished_at === null ? null : scan;
  });

/** Something that takes requests for objects and answers them only once it is told to. */
async function startBucketServer() {
  let answers = false;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(String(request.headers.authorization));
    if (answers) response.end(makeEicar());
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const answer = (): void => {
    answers = true;
  };
  return { endpoint, requests, answer };
}

describe('a killed service', () => {
  it('takes a path up again that it was fetching', async () => {
    const bucket = await startBucketServer();
    const { endpoint, requests } = bucket;
    const keys = { accessKeyId: 'KEY', secretAccessKey: { env: 'TEST_STORAGE_SECRET' } };
    const s3 = { kind: 's3', endpoint, bucket: 'incoming', forcePathStyle: true, ...keys };
    const file = join(data, 'storages.json');
    await writeFile(file, JSON.stringify({ storages: { s3 }, defaultStorage: 's3' }));
    vi.stubEnv('TEST_STORAGE_SECRET', 'hunter2');

    const first = await start('--storages', file);
    const id = await submit(first, { path: 'mail/virus.com' });
    await waitFor('the request', async () => requests.length > 0);
    await first.kill('SIGKILL');
    bucket.answer();
    const second = await start('--storages', file);
    expect(await finished(second, id)).toMatchObject({ verbose_verdict: 'MAL', sample_name: 'virus.com' });
    expect(requests.at(-1)).toContain('Credential=KEY/');
  });

  it('still has the password after it, and nowhere once the scan is over', async () => {
    const password = '-geheim "ü" ';
    await writeFile(
      join(folder, 'x.7z'),
      await makeArchive('7z', { 'eicar.com': makeEicar() }, ['-mhe=on', `-p${password}`]),
    );
    const storage = ['--storage', `in=${folder}`, '--default-storage', 'in', '--log-level', 'trace'];
    const first = await start(...storage, '--scan-delay-ms', '600000');
    const id = await submit(first, { path: 'x.7z', file_password: password });
    const open = await submit(first, { path: 'x.7z', file_password: 'geheim, but wrong' });
    await waitFor('the file to be fetched', async () => (await readdir(join(data, 'db/samples'))).length > 0);
    await first.kill('SIGKILL');
    expect(await filesThatHold(join(data, 'db'), 'geheim')).not.toEqual([]);

    const second = await start(...storage);
    expect((await finished(second, id)).verbose_verdict).toBe('MAL');
    expect((await finished(second, open)).evidence).toMatchObject([{ data: { password: 'wrong' } }]);
    // The rows are finished before their samples are removed.
    await waitFor('no sample on disk', async () => (await readdir(join(data, 'db/samples'))).length === 0);
    await waitFor(
      'the log to be emptied',
      async () => (await filesThatHold(join(data, 'db'), 'geheim')).length === 0,
    );
    for (const { output } of [first, second]) {
      expect(output().stderr).toContain('"level":');
      expect(output().stdout + output().stderr).not.toContain('geheim');
    }
  });

  it('says so when its storage is configured no more', async () => {
    const { endpoint, requests } = await startBucketServer();
    const keys = { accessKeyId: 'KEY', secretAccessKey: 'x' };
    const s3 = { kind: 's3', endpoint, bucket: 'incoming', forcePathStyle: true, ...keys };
    const file = join(data, 'storages.json');
    await writeFile(file, JSON.stringify({ storages: { s3 } }));
    const first = await start('--storages', file);
    const id = await submit(first, { path: 'a.txt', storage: 's3' });
    await waitFor('the request', async () => requests.length > 0);
    await first.kill('SIGKILL');
    const second = await start();
    expect(await finished(second, id)).toMatchObject({
      verbose_verdict: null,
      evidence: [{ name: 'fetch_failed', data: { cause: 'unknown_storage', path: 'a.txt', storage: 's3' } }],
    });
  });
});

describe('the command line', () => {
  it('applies a limit of archives', async () => {
    await writeFile(
      join(folder, 'x.zip'),
      await makeArchive('zip', { a: Buffer.from('a'), b: Buffer.from('b') }),
    );
    const server = await start('--storage', `in=${folder}`, '--max-members', '1');
    const scan = await finished(server, await submit(server, { path: 'x.zip', storage: 'in' }));
    expect(scan.evidence).toMatchObject([
      { name: 'archive_limit', data: { limit: 'members', members: ['b'], count: 1 } },
    ]);
  });

  it('names the folder of a storage that is not there', async () => {
    const end = await runToEnd(['--data', data, '--storage', `in=${join(data, 'nowhere')}`]);
    expect(end).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining(join(data, 'nowhere')),
    });
  });

  it('names the field of a file of storages that is wrong', async () => {
    const file = join(data, 'storages.json');
    await writeFile(file, '{"storages":{"s3":{"kind":"s3"}}}');
    const end = await runToEnd(['--data', data, '--storages', file]);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    expect(end.stderr).toContain('storages.s3.bucket: This field is missing.');
  });
});
