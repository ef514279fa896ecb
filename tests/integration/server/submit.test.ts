import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import { openSocket, sendRaw, toHead } from './raw-request.ts';
import { startTestServer, type TestServer, TOKEN, toForm } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const MAX_BYTES = 200_000;
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ maxBytes: MAX_BYTES });
});
afterAll(() => server.stop());

const allScans = async (): Promise<number> => (await (await server.get('/api/v1/scans/list/')).json()).count;

/** JSON of that many objects, one in the other. */
const nest = (levels: number): string => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;

/** What Python's requests sends for `files={"data": file}, data={…}`: fields first, then the file. */
function toRequestsBody(boundary: string, file: Buffer, fields: { [name: string]: string }): Buffer {
  const texts = Object.entries(fields).map(
    ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="data"; filename="example.pdf"\r\n\r\n`;
  return Buffer.concat([Buffer.from(texts.join('') + head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
}

describe('a file', () => {
  it('ends malicious for EICAR and clean for a harmless document, with all its facts', async () => {
    const eicar = await server.scanFile(makeEicar(), 'eicar.com');
    expect(eicar).toMatchObject({
      verbose_verdict: 'MAL',
      confidence: 100,
      origin: 'api',
      sample_name: 'eicar.com',
      root_scan_summary: { sub_verdict: 'EICAR_Test_File' },
      sample: { sha256: '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f', file_size: 68 },
    });
    expect(eicar.evidence).toMatchObject([
      { name: 'EICAR_Test_File', verdict: 'MAL', category: 'test_file' },
    ]);
    const pdf = await server.scanFile(makePdf('fine'), 'fine.pdf');
    expect(pdf).toMatchObject({ verbose_verdict: 'CLN', sample_file_type: 'application/pdf', evidence: [] });
    expect(pdf.scan_engines).toMatchObject([{ name: 'yara-x', verdict: 'CLN' }]);
    await waitFor('samples to be removed', async () => (await server.samplesOnDisk()).length === 0);
  });

  it('is accepted as Python requests sends it', async () => {
    const body = toRequestsBody('b0undary', makePdf('x'), {
      name: 'my_file.doc',
      sub_origin: 'x',
      original_file_path: '/t',
    });
    const head = toHead(TOKEN, 'multipart/form-data; boundary=b0undary', body.length);
    const answer = await sendRaw(server.url, [head, body]);
    expect(answer).toMatch(/^HTTP\/1.1 200 .*\{"scan_id":\d+\}$/s);
    const id = Number(/"scan_id":(\d+)/.exec(answer)?.[1]);
    expect((await server.finished(id)).sample_name).toBe('my_file.doc');
  });

  it('takes fields after the file, names beyond ASCII, and echoes callback_params', async () => {
    const form = toForm(makePdf('x'), 'übung.pdf');
    form.append('callback_params', '{"key1":"value1","n":{"m":[1]}}');
    const answer = await (await server.post(form)).json();
    expect(answer).toEqual({
      scan_id: expect.any(Number),
      callback_params: { key1: 'value1', n: { m: [1] } },
    });
    expect((await server.finished(answer.scan_id)).sample_name).toBe('übung.pdf');
  });

  it('is empty: still a scan', async () => {
    expect(await server.scanFile(new Uint8Array(), 'empty.txt')).toMatchObject({
      verbose_verdict: 'CLN',
      sample: { file_size: 0 },
    });
  });
});

describe('a refusal', () => {
  const refused: [what: string, body: () => FormData | URLSearchParams, field: string][] = [
    ['nothing', () => new URLSearchParams(), 'data'],
    ['a text called data', () => new URLSearchParams({ data: 'x' }), 'data'],
    ['a file and a link', () => toForm(makePdf('x'), 'x', { download_link: 'http://127.0.0.1:9/x' }), 'data'],
    ['a path that climbs', () => new URLSearchParams({ path: '../sample.doc' }), 'path'],
    ['a path without a default storage', () => new URLSearchParams({ path: 'sample.doc' }), 'storage'],
    ['storage without a path', () => toForm(makePdf('x'), 'x', { storage: 's3' }), 'storage'],
    [
      'a file_password that is too long',
      () => toForm(makePdf('x'), 'x', { file_password: 'p'.repeat(1_025) }),
      'file_password',
    ],
    [
      'a callback_url that is none',
      () => toForm(makePdf('x'), 'x', { callback_url: 'ftp://a' }),
      'callback_url',
    ],
    ['a password with NUL', () => toForm(makePdf('x'), 'x', { file_password: 'p\0' }), 'file_password'],
    [
      'callback_headers that are not JSON',
      () => toForm(makePdf('x'), 'x', { callback_headers: 'Auth' }),
      'callback_headers',
    ],
    [
      'callback_params that are a list',
      () => toForm(makePdf('x'), 'x', { callback_params: '[1]' }),
      'callback_params',
    ],
    ['a link that is none', () => new URLSearchParams({ download_link: 'ftp://a/b' }), 'download_link'],
    [
      'two links',
      () => new URLSearchParams('download_link=http://a/&download_link=http://b/'),
      'download_link',
    ],
    ['callback_params that are too deep', () => deep('callback_params', 33), 'callback_params'],
    ['callback_params that are far too deep', () => deep('callback_params', 15_000), 'callback_params'],
    ['callback_headers that are too deep', () => deep('callback_headers', 15_000), 'callback_headers'],
    ['a file under another name', () => renamed(), 'file'],
    ['two files', () => twice(), 'data'],
  ];
  const deep = (field: string, levels: number): FormData =>
    toForm(makePdf('x'), 'x', { [field]: nest(levels), callback_url: 'http://127.0.0.1:9/' });
  const renamed = (): FormData => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'x.txt');
    return form;
  };
  const twice = (): FormData => {
    const form = toForm(makePdf('x'), 'x.pdf');
    form.append('data', new Blob(['y']), 'y.txt');
    return form;
  };

  it.each(refused)('of %s names the field and leaves nothing', async (_what, body, field) => {
    const before = await allScans();
    const response = await server.post(body());
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ [field]: [expect.any(String)] });
    expect(await allScans()).toBe(before);
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });

  it('of a part of JSON that is too deep names the field', async () => {
    const head =
      '--b\r\nContent-Disposition: form-data; name="callback_params"\r\nContent-Type: application/json';
    const body = `${head}\r\n\r\n${nest(15_000)}\r\n--b--\r\n`;
    const answer = await sendRaw(server.url, [
      toHead(TOKEN, 'multipart/form-data; boundary=b', body.length),
      body,
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\{"callback_params":\["At most 32 levels/s);
  });

  it.each(['', '; filename="x"'])('of a part without a name%s says so', async (file) => {
    const body = `--b\r\nContent-Disposition: form-data${file}\r\n\r\nx\r\n--b--\r\n`;
    const answer = await sendRaw(server.url, [
      toHead(TOKEN, 'multipart/form-data; boundary=b', body.length),
      body,
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\{"detail":"A part of the form has no name/s);
  });

  it.each([253, 5_000])('of a boundary of %i characters says that it is too long', async (length) => {
    const boundary = 'b'.repeat(length);
    const body = toRequestsBody(boundary, makePdf('x'), {});
    const answer = await sendRaw(server.url, [
      toHead(TOKEN, `multipart/form-data; boundary=${boundary}`, body.length),
      body,
    ]);
    expect(answer).toMatch(/^HTTP\/1.1 400 .*\{"detail":"The boundary of the multipart body is too long/s);
  });

  it.each([
    ['what is no request', 'NONSENSE\r\n\r\n', 400],
    ['headers that are too long', `GET /health HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    [
      'an address that is too long',
      `GET /api/v1/scans/list/${'x'.repeat(200)}/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      414,
    ],
  ])('of %s has the shape of all others', async (_what, request, status) => {
    const answer = await sendRaw(server.url, [request]);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} .*content-type: application/json`, 'is'));
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({ detail: expect.any(String) });
  });

  it('of a JSON body is a clear 415', async () => {
    const headers = { authorization: `Token ${TOKEN}`, 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/api/v1/files/`, {
      method: 'POST',
      headers,
      body: '{"path":"x"}',
    });
    expect(response.status).toBe(415);
    expect(await response.json()).toEqual({ detail: expect.stringContaining('Unsupported Media Type') });
  });

  it('of broken multipart is a 4xx and leaves nothing', async () => {
    const head = toHead(TOKEN, 'multipart/form-data; boundary=b', 20);
    expect(await sendRaw(server.url, [head, 'x'.repeat(20)])).toMatch(/^HTTP\/1.1 4\d\d/);
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });

  it('of a file one byte over the limit is a 413 that leaves nothing, while the limit itself is accepted', async () => {
    expect((await server.post(toForm(Buffer.alloc(MAX_BYTES, 1), 'fits.bin'))).status).toBe(200);
    const response = await server.post(toForm(Buffer.alloc(MAX_BYTES + 1, 1), 'big.bin'));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ detail: expect.stringContaining(String(MAX_BYTES)) });
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });

  // The second one is larger than the disk: that is full for nobody.
  it.each([9e8, 9e15])('of a huge announced body, of %d bytes, comes before the body', async (length) => {
    const head = toHead(TOKEN, 'multipart/form-data; boundary=b', length);
    const socket = await openSocket(server.url);
    const answer = new Promise<string>((resolve) =>
      socket.once('data', (chunk) => resolve(chunk.toString())),
    );
    socket.write(head);
    expect(await answer).toMatch(/^HTTP\/1.1 413/);
    socket.destroy();
  });

  it('of a stream without a length comes while it is still being sent', async () => {
    const socket = await openSocket(server.url);
    const answer = new Promise<string>((resolve) =>
      socket.once('data', (chunk) => resolve(chunk.toString())),
    );
    const part = '--b\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\n';
    const body = part + 'y'.repeat(MAX_BYTES + 100_000);
    socket.write(
      toHead(TOKEN, 'multipart/form-data; boundary=b', 0).replace(
        'Content-Length: 0',
        'Transfer-Encoding: chunked',
      ),
    );
    socket.write(`${body.length.toString(16)}\r\n${body}\r\n`);
    expect(await answer).toMatch(/^HTTP\/1.1 413/);
    socket.destroy();
    await waitFor('no sample on disk', async () => (await server.samplesOnDisk()).length === 0);
  });
});

it('a file name that is too long is cut, and keeps its ending', async () => {
  const scan = await server.scanFile(makePdf('x'), `${'n'.repeat(2_000)}.pdf`);
  expect(scan.sample_name).toBe(`${'n'.repeat(1_020)}.pdf`);
});

it('JSON fields may have 32 levels', async () => {
  const answer = await server.post(toForm(makePdf('x'), 'x.pdf', { callback_params: nest(32) }));
  expect(await answer.json()).toEqual({
    scan_id: expect.any(Number),
    callback_params: JSON.parse(nest(32)),
  });
});

it('a scan that cannot be written leaves no sample behind', async () => {
  const failing = await startTestServer();
  onTestFinished(failing.stop);
  await failing.close();
  const database = new DatabaseSync(join(failing.dataDir, 'scans.sqlite'));
  database.exec("CREATE TRIGGER full BEFORE INSERT ON scans BEGIN SELECT RAISE(ABORT, 'full'); END");
  database.close();
  const again = await startTestServer({ dataDir: failing.dataDir });
  onTestFinished(again.stop);
  expect((await again.post(toForm(makePdf('x'), 'x.pdf'))).status).toBe(500);
  await waitFor('no sample on disk', async () => (await again.samplesOnDisk()).length === 0);
});

it('an upload that breaks off leaves neither a sample nor a scan', async () => {
  const before = await allScans();
  const socket = await openSocket(server.url);
  socket.write(toHead(TOKEN, 'multipart/form-data; boundary=b', 150_000));
  socket.write(
    `--b\r\nContent-Disposition: form-data; name="data"; filename="x"\r\n\r\n${'y'.repeat(90_000)}`,
  );
  await waitFor('the upload to begin', async () => (await server.samplesOnDisk()).length > 0);
  socket.destroy();
  await waitFor('the sample to go', async () => (await server.samplesOnDisk()).length === 0);
  expect(await allScans()).toBe(before);
});
