import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { FetchError } from '../../../server/errors.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { createFolderStorage } from '../../../server/storages/folder-storage.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const MAX_BYTES = 50_000;
let outer: string;
let folder: string;
let server: TestServer;
beforeAll(async () => {
  outer = await mkdtemp(join(tmpdir(), 'sluice-storage-'));
  folder = join(outer, 'folder');
  await mkdir(join(folder, 'sub'), { recursive: true });
  await writeFile(join(outer, 'outside.txt'), 'secret');
  await mkdir(join(outer, 'folder-beside'));
  await writeFile(join(outer, 'folder-beside', 'x.txt'), 'secret');
  await writeFile(join(folder, 'sample.doc'), makePdf('x'));
  server = await startTestServer({
    maxBytes: MAX_BYTES,
    storages: { inbox: { kind: 'folder', folder }, other: { kind: 'folder', folder: join(folder, 'sub') } },
    defaultStorage: 'inbox',
    fetch: { headersMs: 5_000, idleMs: 5_000, totalMs: 10_000, maxRedirects: 0, attempts: 2, retryMs: 1 },
  });
});
afterAll(async () => {
  await server.stop();
  await rm(outer, { recursive: true, force: true });
});

const scanPath = async (path: string, fields: { [field: string]: string } = {}): Promise<WireScan> =>
  server.finished(await server.submit(new URLSearchParams({ path, ...fields })));

const failed = async (path: string, data: { [key: string]: unknown }): Promise<void> => {
  const scan = await scanPath(path);
  expect(scan).toMatchObject({ verbose_verdict: null, sample: null, scan_engines: [], path });
  expect(scan.sample_name).toBe(path.split('/').at(-1));
  expect(scan.evidence).toMatchObject([
    {
      name: 'fetch_failed',
      category: 'not_scanned',
      verdict: null,
      data: { path, storage: 'inbox', ...data },
    },
  ]);
  expect(JSON.stringify(scan)).not.toContain(outer);
  await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
};

describe('a path', () => {
  it('is read from the default storage and named after its last part', async () => {
    const scan = await scanPath('sample.doc');
    expect(scan).toMatchObject({ verbose_verdict: 'CLN', sample_name: 'sample.doc', path: 'sample.doc' });
    expect(scan).toMatchObject({ type: 'File', sample_file_type: 'application/pdf' });
  });

  it('is read from a named storage, and keeps the name that was given', async () => {
    await writeFile(join(folder, 'sub', 'virus.com'), makeEicar());
    const scan = await scanPath('virus.com', { storage: 'other', name: 'mine.com' });
    expect(scan).toMatchObject({ verbose_verdict: 'MAL', sample_name: 'mine.com' });
    expect(await scanPath('sub/virus.com')).toMatchObject({
      sample_name: 'virus.com',
      verbose_verdict: 'MAL',
    });
  });

  it.each([
    'übung 漢字 😀.txt',
    '100%.txt',
    '-rf',
    'a b+c&d=e#f?.txt',
    '..a',
    'a..b',
    '~',
    '%41.txt',
    '$(x)',
  ])('of the odd name “%s” is the file of that name', async (name) => {
    await writeFile(join(folder, name), 'text');
    expect(await scanPath(name)).toMatchObject({ verbose_verdict: 'CLN', sample: { file_size: 4 } });
  });

  it('of exactly the limit is scanned, one byte more is not', async () => {
    await writeFile(join(folder, 'fits.bin'), Buffer.alloc(MAX_BYTES, 1));
    expect((await scanPath('fits.bin')).sample?.file_size).toBe(MAX_BYTES);
    await writeFile(join(folder, 'large.bin'), Buffer.alloc(MAX_BYTES + 1, 1));
    await failed('large.bin', { cause: 'too_large', limit: MAX_BYTES });
  });

  it('to an empty file is a scan', async () => {
    await writeFile(join(folder, 'empty'), '');
    expect(await scanPath('empty')).toMatchObject({ verbose_verdict: 'CLN', sample: { file_size: 0 } });
  });
});

describe('a path to', () => {
  it.each(['missing.txt', 'no/such/folder.txt', 'sample.doc/below'])('nothing, %s, says so', (path) =>
    failed(path, { cause: 'not_found' }),
  );

  it('a folder says so', () => failed('sub', { cause: 'not_a_file' }));

  it('a pipe says so, and waits for nobody', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await failed('pipe', { cause: 'not_a_file' });
  });

  it('a socket says so', async () => {
    const socket = createServer().listen(join(folder, 'socket'));
    onTestFinished(() => void socket.close());
    await waitFor('the socket', async () => socket.listening);
    await failed('socket', { cause: 'not_a_file' });
  });

  it('a link to a device says that it leads out', async () => {
    await symlink('/dev/zero', join(folder, 'zero'));
    await failed('zero', { cause: 'outside_storage' });
  });

  it.each([
    ['file', 'outside.txt'],
    ['folder beside, of a name that begins alike', 'folder-beside/x.txt'],
  ])('a link to a %s outside says that it leads out', async (_what, target) => {
    const name = target.replace('/', '-');
    await symlink(join(outer, target), join(folder, name));
    await failed(name, { cause: 'outside_storage' });
  });

  it('a file below a linked folder outside says that it leads out', async () => {
    await symlink(outer, join(folder, 'up'));
    await failed('up/outside.txt', { cause: 'outside_storage' });
    await symlink('..', join(folder, 'parent'));
    await failed('parent/outside.txt', { cause: 'outside_storage' });
  });

  it('a link that stays inside is followed', async () => {
    await symlink('sample.doc', join(folder, 'linked.doc'));
    expect(await scanPath('linked.doc')).toMatchObject({ verbose_verdict: 'CLN', sample_name: 'linked.doc' });
  });

  it('links in a circle ends', async () => {
    await symlink('circle', join(folder, 'circle'));
    await failed('circle', { cause: 'unreadable' });
  });
});

describe('a refusal', () => {
  it.each([
    '..',
    '.',
    '../outside.txt',
    'sub/../../outside.txt',
    'sub/..',
    './sample.doc',
    '/etc/passwd',
    '//host/share',
    'C:/x',
    'c:x',
    '..\\outside.txt',
    'sub\\..\\x',
    'a\0.txt',
    'a\n.txt',
    'a//b',
    'sub/',
    '%2e%2e/outside.txt',
    '..%2foutside.txt',
    '%2e%2e%2foutside.txt',
    '%252e%252e%252foutside.txt',
    '%2Fetc/passwd',
    'a%00.txt',
    'a%5c..%5cb',
    'x%/%2e%2e/y',
    'x'.repeat(256),
    'x/'.repeat(2_100),
  ])('of the path “%s” comes at once and names the field', async (path) => {
    const response = await server.post(new URLSearchParams({ path }));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ path: [expect.any(String)] });
  });

  it('of an unknown storage, and of none where there is no default, names the field', async () => {
    const unknown = await server.post(new URLSearchParams({ path: 'sample.doc', storage: 'toString' }));
    expect(unknown.status).toBe(400);
    expect(await unknown.json()).toEqual({ storage: [expect.stringContaining('no storage of this name')] });
    const bare = await startTestServer();
    onTestFinished(bare.stop);
    const response = await bare.post(new URLSearchParams({ path: 'sample.doc' }));
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ storage: [expect.stringContaining('no default storage')] });
  });
});

describe('a folder as a storage', () => {
  it('that goes away is unavailable, and is tried again', async () => {
    const place = await mkdtemp(join(tmpdir(), 'sluice-storage-'));
    onTestFinished(() => rm(`${place}-moved`, { recursive: true, force: true }));
    const storage = createFolderStorage(place);
    await rename(place, `${place}-moved`);
    const opened = storage.open('x', new AbortController().signal);
    await expect(opened).rejects.toMatchObject({ code: 'storage_unavailable', transient: true });
    await expect(opened).rejects.toBeInstanceOf(FetchError);
  });

  it('that is not there keeps the service from starting, and is named', async () => {
    const storages = { inbox: { kind: 'folder', folder: join(outer, 'nowhere') } } as const;
    await expect(startTestServer({ storages })).rejects.toThrow(join(outer, 'nowhere'));
  });

  it('leaves no file open', async () => {
    const storage = createFolderStorage(folder);
    const { body } = await storage.open('sample.doc', new AbortController().signal);
    body.destroy();
    await waitFor('the file to be closed', async () => body.closed);
    expect(body.closed).toBe(true);
  });
});
