import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFilesClient, type FilesClientOptions } from '../../../lib/api/files-client.ts';
import { LISTING_GRACE_MS } from '../../../lib/api/scan-lookup.ts';
import type { LookupWay } from '../../../lib/core/lookup-way.ts';
import { makeEicar } from '../../../server/samples/make-eicar.ts';
import { errorOf } from '../../fixtures/api/error-of.ts';
import { startTestServer, type TestServer, TOKEN } from '../server/test-server.ts';

// The client and the scanner share nothing but types, so what each makes of the same words is tried here.

const WAIT = { deadlineMs: 30_000 };

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer({ maxBytes: 100_000 });
});

afterEach(() => server.stop());

const connect = (options: Partial<FilesClientOptions> = {}) =>
  createFilesClient({ server: server.url, token: TOKEN, ...options });

function aMemory(current?: LookupWay) {
  const told: LookupWay[] = [];
  return { current, told, remember: (way: LookupWay) => void told.push(way) };
}

test('bytes with every field that goes with them get their verdict', async () => {
  const callbackParams = { key: 'ü', nested: { list: [1, 2] } };
  const submittedAt = Date.now();
  const submitted = await connect().submitFile({
    data: new Blob([new Uint8Array(makeEicar())]),
    name: 'ü & ".com',
    filePassword: 'infected',
    callbackParams,
    originalFilePath: 'C:\\a.com',
    subOrigin: randomUUID(),
  });
  expect(submitted.callbackParams).toEqual(callbackParams);
  const result = await connect().waitForResult({ scanId: submitted.scanId, submittedAt }, WAIT);
  expect(result).toMatchObject({ verdict: 'malicious', sample: { size: 68 } });
  expect(result.evidence).not.toEqual([]);
});

test.each([
  ['detail', 'detail'],
  ['list', 'list'],
  ['a way that is not known yet', undefined],
] as const)('a result is found by %s', async (_what, way) => {
  const submittedAt = Date.now();
  const { scanId } = await connect().submitFile({ data: new Blob(['Hello.']) });
  await connect().submitFile({ data: new Blob(['Other.']) });
  const lookup = aMemory(way);
  const result = await connect({ lookup }).waitForResult({ scanId, submittedAt }, WAIT);
  expect(result.verdict).toBe('clean');
  if (way === undefined) expect(lookup.told[0]).toBe('detail');
  else expect(lookup.told).toEqual([]);
});

test('a scan that it never had is unknown, once it has had the time to come up', async () => {
  const now = Date.now();
  const client = connect({ lookup: aMemory('detail'), now: () => now });
  const fetchResult = (submittedAt: number) => client.fetchResult({ scanId: 999_999, submittedAt });
  expect(await fetchResult(now - LISTING_GRACE_MS + 1)).toBeUndefined();
  expect((await errorOf(fetchResult(now - LISTING_GRACE_MS))).problem).toBe('unknown-scan');
});

test('a submission is found again by its mark, and by its bytes', async () => {
  const since = Date.now();
  const [marked, unmarked] = [randomBytes(100), randomBytes(200)];
  const subOrigin = randomUUID();
  const client = connect();
  const first = await client.submitFile({ data: new Blob([marked]), subOrigin });
  const second = await client.submitFile({ data: new Blob([unmarked]) });
  await client.waitForResult({ scanId: second.scanId, submittedAt: since }, WAIT);
  expect(await client.findSubmission({ subOrigin, since })).toBe(first.scanId);
  const sha256 = createHash('sha256').update(unmarked).digest('hex');
  expect(await client.findSubmission({ subOrigin: randomUUID(), sha256, since })).toBe(second.scanId);
  expect(await client.findSubmission({ subOrigin: randomUUID(), since })).toBeUndefined();
});

test('a file over the limit of the scanner is too large', async () => {
  const data = new Blob([randomBytes(100_001)]);
  expect(await errorOf(connect().submitFile({ data }))).toMatchObject({ problem: 'too-large', status: 413 });
});

test('a link that is none is refused, in the words of the scanner', async () => {
  const error = await errorOf(connect().submitFile({ downloadLink: 'ftp://example.org/' }));
  expect(error).toMatchObject({ problem: 'refused', status: 400 });
  expect(error.detail).toMatch(/^download_link: /);
});

test('the connection is checked, with the token', async () => {
  await expect(connect().checkConnection()).resolves.toBeUndefined();
  expect((await errorOf(connect({ token: 'wrong' }).checkConnection())).problem).toBe('unauthorized');
});
