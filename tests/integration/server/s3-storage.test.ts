import { createHash } from 'node:crypto';
import { createServer, request as forward, type RequestListener, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WireScan } from '../../../lib/api/wire.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { makePdf } from '../../../server/samples/make-pdf.ts';
import type { StorageConfig } from '../../../server/storages/storage-config.ts';
import { isSignedBy } from './is-signed-by.ts';
import { type Bucket, startBucket } from './start-bucket.ts';
import { startTestServer, type TestServer } from './test-server.ts';
import { waitFor } from './wait-for.ts';

const MAX_BYTES = 50_000;
const limits = {
  headersMs: 10_000,
  idleMs: 10_000,
  totalMs: 20_000,
  maxRedirects: 0,
  attempts: 3,
  retryMs: 1,
};
let bucket: Bucket;
let front: Front;
let server: TestServer;
/** Gives a silent bucket up at once: too soon for one that is only slow, as every bucket is on a busy machine. */
let impatient: TestServer;
beforeAll(async () => {
  bucket = await startBucket('incoming');
  front = await startFront(bucket.config.endpoint);
  const config = { ...bucket.config, endpoint: front.endpoint };
  const storages: { [name: string]: StorageConfig } = {
    bucket: config,
    below: { ...config, prefix: 'below/' },
    faulty: config,
    stranger: { ...config, accessKeyId: 'NOBODY' },
    forger: { ...config, secretAccessKey: 'hunter2' },
    nowhere: { ...config, bucket: 'no-such-bucket' },
    dead: { ...config, endpoint: 'http://127.0.0.1:2' },
  };
  const options = { maxBytes: MAX_BYTES, storages, defaultStorage: 'bucket' };
  server = await startTestServer({ ...options, fetch: limits });
  impatient = await startTestServer({ ...options, fetch: { ...limits, idleMs: 200 } });
});
afterAll(async () => {
  await server.stop();
  await impatient.stop();
  await front.stop();
  await bucket.stop();
});

type Front = Awaited<ReturnType<typeof startFront>>;

/**
 * Stands before the bucket, checks the signatures in its stead, and has a fault for some paths; anything else goes
 * through, signature and all.
 */
async function startFront(target: string) {
  const tries = new Map<string, number>();
  const answer: RequestListener = (request, response) => {
    const path = request.url ?? '/';
    const count = (tries.get(path) ?? 0) + 1;
    tries.set(path, count);
    const fault = (status: number, code: string): void =>
      void response.writeHead(status).end(`<Error><Code>${code}</Code><Key>hunter2</Key></Error>`);
    switch (path.replace('/incoming/', '')) {
      case 'busy-twice':
        if (count <= 2) return fault(503, 'SlowDown');
        break;
      case 'busy':
        return fault(500, 'InternalError');
      case 'late':
        return fault(400, 'RequestTimeout');
      case 'moved':
        return void response.writeHead(307, { location: 'http://127.0.0.1:1/x' }).end();
      case 'cut':
        return void response.writeHead(200, { 'content-length': 10 }).write('x', () => response.destroy());
      case 'silent':
        return void response.writeHead(200, { 'content-length': 10 }).write('x');
      case 'endless':
        response.writeHead(200);
        return void response.end(Buffer.alloc(MAX_BYTES + 1));
    }
    const { method = 'GET', headers } = request;
    if (!isSignedBy('S3RVER', { method, path, headers })) return fault(403, 'SignatureDoesNotMatch');
    request.pipe(
      forward(`${target}${path}`, { method, headers }, (inner) =>
        inner.pipe(response.writeHead(inner.statusCode ?? 500, inner.headers)),
      ),
    );
  };
  const web = createServer(answer);
  const endpoint = await listen(web);
  const stop = async (): Promise<void> => {
    web.closeAllConnections();
    web.close();
  };
  return { endpoint, tries, stop };
}

async function listen(web: Server): Promise<string> {
  await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
  const address = web.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

const scannerOf = (path: string): TestServer => (path === 'silent' ? impatient : server);

const scanPath = async (path: string, storage?: string): Promise<WireScan> => {
  const by = scannerOf(path);
  const fields = { path, ...(storage === undefined ? {} : { storage }) };
  return by.finished(await by.submit(new URLSearchParams(fields)));
};

describe('a file in a bucket', () => {
  it('is fetched from the default storage and scanned', async () => {
    await bucket.put('sample.doc', makePdf('x'));
    await bucket.put('mail/virus.com', makeEicar());
    expect(await scanPath('sample.doc')).toMatchObject({
      verbose_verdict: 'CLN',
      sample_name: 'sample.doc',
      sample: { file_size: makePdf('x').length },
    });
    expect(await scanPath('mail/virus.com')).toMatchObject({
      verbose_verdict: 'MAL',
      sample_name: 'virus.com',
      path: 'mail/virus.com',
    });
  });

  it.each([
    'übung 漢字 😀.txt',
    '100%.txt',
    'a b+c&d=e#f?.txt',
    "it's (1)!*.txt",
    '%41.txt',
    '~x',
    'ab:c@d,e;f',
  ])('of the odd name “%s” is found', async (name) => {
    await bucket.put(name, Buffer.from('text'));
    expect(await scanPath(name)).toMatchObject({ verbose_verdict: 'CLN', sample: { file_size: 4 } });
  });

  it('is looked for below the prefix alone', async () => {
    await bucket.put('below/a.txt', Buffer.from('below'));
    await bucket.put('above.txt', Buffer.from('above'));
    expect((await scanPath('a.txt', 'below')).sample?.file_size).toBe(5);
    expect((await scanPath('above.txt', 'below')).evidence[0]?.data.cause).toBe('not_found');
    for (const path of ['../above.txt', '%2e%2e/above.txt', '%252e%252e/above.txt', '..%2fabove.txt']) {
      const response = await server.post(new URLSearchParams({ path, storage: 'below' }));
      expect(await response.json()).toEqual({ path: [expect.any(String)] });
    }
  });

  it('is tried again where the fault may pass', async () => {
    await bucket.put('busy-twice', makeEicar());
    expect((await scanPath('busy-twice', 'faulty')).verbose_verdict).toBe('MAL');
    expect(front.tries.get('/incoming/busy-twice')).toBe(3);
  });

  it.each([
    ['missing', 'bucket', { cause: 'not_found', status: 404 }],
    ['sample', 'nowhere', { cause: 'storage_unavailable', status: 404 }],
    ['sample', 'stranger', { cause: 'access_denied', status: 403 }],
    ['sample', 'forger', { cause: 'access_denied', status: 403 }],
    ['sample', 'dead', { cause: 'network', status: null }],
    ['busy', 'faulty', { cause: 'http_status', status: 500 }],
    ['late', 'faulty', { cause: 'http_status', status: 400 }],
    ['moved', 'faulty', { cause: 'wrong_endpoint', status: 307 }],
    ['cut', 'faulty', { cause: 'network' }],
    ['silent', 'faulty', { cause: 'timeout' }],
    ['endless', 'faulty', { cause: 'too_large', limit: MAX_BYTES }],
  ])('called %s in %s ends without a verdict and says why', async (path, storage, data) => {
    const scan = await scanPath(path, storage);
    expect(scan).toMatchObject({ verbose_verdict: null, sample: null, scan_engines: [] });
    expect(scan.evidence).toMatchObject([
      { name: 'fetch_failed', category: 'not_scanned', verdict: null, data: { ...data, path, storage } },
    ]);
    const shown = JSON.stringify(scan);
    for (const secret of ['hunter2', 'NOBODY', 'S3RVER', '127.0.0.1']) expect(shown).not.toContain(secret);
    await waitFor('no sample on disk', async () => (await scannerOf(path).samplesOnDisk()).length === 0);
  });

  it.each(['busy', 'late', 'cut', 'silent'])('called %s is tried three times, and no more', async (path) => {
    const before = front.tries.get(`/incoming/${path}`) ?? 0;
    await scanPath(path, 'faulty');
    expect((front.tries.get(`/incoming/${path}`) ?? 0) - before).toBe(3);
  });

  it('is refused by its announced size, before a byte is stored', async () => {
    await bucket.put('large', Buffer.alloc(MAX_BYTES + 1));
    expect((await scanPath('large')).evidence).toMatchObject([
      { data: { cause: 'too_large', limit: MAX_BYTES } },
    ]);
    await bucket.put('fits', Buffer.alloc(MAX_BYTES));
    expect((await scanPath('fits')).sample?.file_size).toBe(MAX_BYTES);
  });
});

it('the check of signatures in this test knows the example of the documentation', () => {
  const path = '/test.txt';
  const headers = {
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,' +
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,' +
      'Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': createHash('sha256').digest('hex'),
    'x-amz-date': '20130524T000000Z',
  };
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  expect(isSignedBy(secret, { method: 'GET', path, headers })).toBe(true);
  expect(isSignedBy(secret, { method: 'GET', path: '/other.txt', headers })).toBe(false);
  expect(isSignedBy('another', { method: 'GET', path, headers })).toBe(false);
});
