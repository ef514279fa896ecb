import { createHash, randomBytes } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ByteDesk, type CopyRequest, createByteDesk } from '../../../lib/downloads/byte-desk.ts';
import { PART_BYTES } from '../../../lib/downloads/collect-bytes.ts';
import { createFetchBytes } from '../../../lib/downloads/fetch-bytes.ts';
import { hashBlob } from '../../../lib/downloads/hash-blob.ts';
import type { StagedBytes } from '../../../lib/storage/staged-bytes.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { createFakeClock, type FakeClock } from '../../fakes/fake-clock.ts';
import {
  type Answer,
  body,
  cut,
  endless,
  type HostileServer,
  hangUp,
  html,
  redirect,
  silence,
  stalled,
  startHostileServer,
} from '../../fixtures/api/hostile-server.ts';
import { eventually } from '../../integration/background/eventually.ts';

const TEXT = 'The bytes of a file. '.repeat(10_000);
const PDF = { 'content-type': 'application/pdf' };

let server: HostileServer;
let clock: FakeClock;
let staged: StagedBytes;
let reported: unknown[];

beforeEach(async () => {
  server = await startHostileServer();
  server.answerWith(body(200, TEXT, PDF));
  clock = createFakeClock();
  ({ staged } = createTestStore());
  reported = [];
});

afterEach(() => server.close());

const sha256 = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');

function createDesk(bytes: StagedBytes = staged, send: typeof fetch = fetch, mayRedirect = true): ByteDesk {
  return createByteDesk({
    staged: bytes,
    fetchBytes: createFetchBytes({ fetch: send, startTimer: clock.startTimer, mayRedirect }),
    hash: hashBlob,
    addresses: {
      create: (blob) => URL.createObjectURL(blob),
      revoke: (address) => URL.revokeObjectURL(address),
    },
    now: clock.now,
    report: (error) => reported.push(error),
  });
}

const aRequest = (changes: Partial<CopyRequest> = {}): CopyRequest => ({
  id: 'one',
  address: `${server.address}/report.pdf`,
  maxBytes: 1_000_000,
  expected: {},
  ...changes,
});

const refused = (because: string) => ({ kind: 'refused', because });
const COPIED = { kind: 'copied', copy: { size: TEXT.length, sha256: sha256(TEXT) } };

/** Begins an answer that does not say how long it is, and ends the connection in the middle. */
const brokenOff: Answer = (response) => {
  response.writeHead(200, PDF);
  response.write('The bytes', () => response.destroy());
};

describe('a link', () => {
  test('is copied, hashed and staged, with what is known of it', async () => {
    const expected = { size: TEXT.length, type: 'application/pdf' };
    expect(await createDesk().copyLink(aRequest({ expected }))).toEqual(COPIED);
    expect(await (await staged.get('one'))?.text()).toBe(TEXT);
    expect(await staged.describe('one')).toEqual({
      id: 'one',
      from: 'link',
      stagedAt: clock.now(),
      size: TEXT.length,
      sha256: sha256(TEXT),
      type: 'application/pdf',
    });
    expect(server.seen).toHaveLength(1);
    expect(clock.pending()).toEqual([]);
  });

  test('is asked for with cookies, past the cache', async () => {
    const seen: (RequestInit | undefined)[] = [];
    const send: typeof fetch = (input, init) => {
      seen.push(init);
      return fetch(input, init);
    };
    await createDesk(staged, send).copyLink(aRequest());
    expect(seen).toMatchObject([{ credentials: 'include', cache: 'no-store' }]);
  });

  test('of data: and blob: needs no server', async () => {
    const desk = createDesk();
    const address = URL.createObjectURL(new Blob([TEXT]));
    expect(await desk.copyLink(aRequest({ address }))).toEqual(COPIED);
    const data = await desk.copyLink(
      aRequest({ id: 'two', address: `data:,${encodeURIComponent('a file')}` }),
    );
    expect(data).toEqual({ kind: 'copied', copy: { size: 6, sha256: sha256('a file') } });
    expect(server.seen).toEqual([]);
  });

  test('without a length and with a compressed one is copied whole', async () => {
    server.answerWith((response) => {
      response.writeHead(200, { ...PDF, 'transfer-encoding': 'chunked' });
      response.write(TEXT.slice(0, 100));
      response.end(TEXT.slice(100));
    });
    expect(await createDesk().copyLink(aRequest())).toEqual(COPIED);
    const packed = gzipSync(TEXT);
    server.answerWith((response) => {
      response.writeHead(200, { ...PDF, 'content-encoding': 'gzip', 'content-length': packed.length });
      response.end(packed);
    });
    expect(await createDesk().copyLink(aRequest({ id: 'two' }))).toEqual(COPIED);
  });

  test('without a length is put away in pieces, of which nothing stays behind', async () => {
    const large = randomBytes(2.5 * PART_BYTES);
    const sent = { kind: 'copied', copy: { size: large.length, sha256: sha256(large) } };
    const keptIds: string[] = [];
    const stage: StagedBytes['stage'] = (id, ...rest) => {
      keptIds.push(id);
      return staged.stage(id, ...rest);
    };
    server.answerWith((response) => {
      response.write(large.subarray(0, PART_BYTES));
      response.end(large.subarray(PART_BYTES));
    });
    const request = aRequest({ maxBytes: 500_000_000 });
    expect(await createDesk({ ...staged, stage }).copyLink(request)).toEqual(sent);
    expect(keptIds).toEqual(['one/part-0', 'one/part-1', 'one']);
    expect((await staged.list()).map(({ id }) => id)).toEqual(['one']);
    const kept = await (await staged.get('one'))?.bytes();
    expect(kept !== undefined && large.equals(kept)).toBe(true);
    // And where it comes to nothing in the end.
    server.answerWith((response) => {
      response.write(large, () => response.destroy());
    });
    const broken = await createDesk().copyLink({ ...request, id: 'two' });
    expect(broken).toEqual(refused('interrupted'));
    expect((await staged.list()).map(({ id }) => id)).toEqual(['one']);
  });

  test('is followed over redirects of its host where the last address is not known, and never to another', async () => {
    let asked = 0;
    const other = await startHostileServer();
    other.answerWith((...args) => {
      asked += 1;
      const answer = asked % 2 === 1 ? redirect(302, '/there') : body(200, TEXT, PDF);
      return answer(...args);
    });
    const request = aRequest({ address: other.address });
    expect(await createDesk().copyLink({ ...request, id: 'two' })).toEqual(COPIED);
    expect(await createDesk(staged, fetch, false).copyLink(request)).toEqual(refused('interrupted'));
    other.answerWith(redirect(302, `${server.address}/there`));
    expect(await createDesk().copyLink(request)).toEqual(refused('different'));
    await other.close();
    expect((await staged.list()).map(({ id }) => id)).toEqual(['two']);
  });

  test.each([
    ['404', body(404, TEXT), 'bad-status'],
    ['a part', body(206, TEXT), 'bad-status'],
    ['500', html(500), 'bad-status'],
    ['a page to sign in on', html(200), 'different'],
    ['another size', body(200, `${TEXT}!`, PDF), 'different'],
    ['half of it', cut(200, 'The bytes'), 'interrupted'],
    ['half of it, without having said how much that is', brokenOff, 'interrupted'],
    ['by hanging up', hangUp, 'interrupted'],
    ['redirects without an end', redirect(302, '/again'), 'interrupted'],
    ['without an end', endless(200), 'too-large'],
  ] as const)('that is answered with %s is refused', async (_what, answer, because) => {
    server.answerWith(answer);
    const expected = because === 'different' ? { size: TEXT.length, type: 'application/pdf' } : {};
    expect(await createDesk().copyLink(aRequest({ expected }))).toEqual(refused(because));
    expect(await staged.describe('one')).toBeUndefined();
    expect(reported).toEqual([]);
    expect(clock.pending()).toEqual([]);
  });

  test('that says it is too large is refused before its bytes come', async () => {
    // Nothing but the beginning ever arrives.
    server.answerWith((response) => {
      response.writeHead(200, { ...PDF, 'content-length': '1000001' });
      response.write('The bytes');
    });
    expect(await createDesk().copyLink(aRequest())).toEqual(refused('too-large'));
  });

  test('to a page is copied where the browser has a page too, or does not know what it has', async () => {
    server.answerWith(html(200));
    const desk = createDesk();
    const page = await desk.copyLink(aRequest({ expected: { type: 'text/html; charset=utf-8' } }));
    const unknown = await desk.copyLink(aRequest({ id: 'two', expected: { type: '' } }));
    expect([page.kind, unknown.kind]).toEqual(['copied', 'copied']);
  });

  test.each([
    ['never answers', silence],
    ['stops in the middle', stalled(200)],
  ])('of a server that %s is given up', async (_what, answer) => {
    server.answerWith(answer);
    const answered = createDesk().copyLink(aRequest());
    await eventually(() => expect(server.seen).toHaveLength(1));
    await eventually(async () => {
      clock.advance(3_600_000);
      expect(await Promise.race([answered, undefined])).toEqual(refused('interrupted'));
    });
    expect(clock.pending()).toEqual([]);
  });

  test('of a server that is gone is interrupted; of an address that can not be read there is no access', async () => {
    await server.close();
    expect(await createDesk().copyLink(aRequest())).toEqual(refused('interrupted'));
    const gone = 'blob:nodedata:00000000-0000-4000-8000-000000000000';
    expect(await createDesk().copyLink(aRequest({ address: gone }))).toEqual(refused('no-access'));
  });

  test.each([
    ['QuotaExceededError', 'storage-full', 0],
    ['UnknownError', 'interrupted', 1],
  ] as const)('that the store answers with %s is "%s"', async (name, because, reports) => {
    const stage = () => Promise.reject(new DOMException('No.', name));
    expect(await createDesk({ ...staged, stage }).copyLink(aRequest())).toEqual(refused(because));
    expect(reported).toHaveLength(reports);
  });
});

describe('copies', () => {
  test('of the same id share one transfer, and later calls are answered from what is staged', async () => {
    const desk = createDesk();
    const answers = await Promise.all([desk.copyLink(aRequest()), desk.copyLink(aRequest())]);
    expect(answers).toEqual([COPIED, COPIED]);
    // As after a restart of whoever asks.
    expect(await createDesk().copyLink(aRequest())).toEqual(COPIED);
    expect(server.seen).toHaveLength(1);
    const other = await createDesk().copyLink(aRequest({ expected: { size: 1 } }));
    expect(other).toEqual(refused('different'));
  });

  test('that were refused are tried again when they are asked for again', async () => {
    const desk = createDesk();
    server.answerWith(html(503));
    expect(await desk.copyLink(aRequest())).toEqual(refused('bad-status'));
    server.answerWith(body(200, TEXT, PDF));
    expect(await desk.copyLink(aRequest())).toEqual(COPIED);
  });

  test('are made four at a time, the others after them', async () => {
    const open: (() => void)[] = [];
    server.answerWith((response) => void open.push(() => response.end(TEXT)));
    const desk = createDesk();
    const answers = [1, 2, 3, 4, 5, 6].map((id) => desk.copyLink(aRequest({ id: String(id) })));
    await eventually(() => expect(server.seen).toHaveLength(4));
    open[2]?.();
    await eventually(() => expect(server.seen).toHaveLength(5));
    expect(await answers[2]).toEqual(COPIED);
    server.answerWith((response) => response.end(TEXT));
    for (const finish of open) finish();
    expect(await Promise.all(answers)).toEqual(Array(6).fill(COPIED));
  });

  test('of a file and of its link follow each other, and neither is answered with the other', async () => {
    const desk = createDesk();
    const link = desk.copyLink(aRequest());
    const file = desk.copyFile({ id: 'one', path: '/report.pdf', maxBytes: 10 });
    expect(await link).toEqual(COPIED);
    expect(await file).toEqual({ kind: 'refused', because: 'no-access' });
  });
});

describe('a file', () => {
  const file = { id: 'one', path: '/home/ann/a #1.pdf', maxBytes: 1_000_000 };

  test('is read by its address', async () => {
    const asked: unknown[] = [];
    const send: typeof fetch = async (input) => {
      asked.push(input);
      return new Response(TEXT);
    };
    expect(await createDesk(staged, send).copyFile(file)).toEqual(COPIED);
    expect(asked).toEqual(['file:///home/ann/a%20%231.pdf']);
  });

  test('that the browser does not let us read, or that has no address, is out of reach', async () => {
    expect(await createDesk().copyFile(file)).toEqual(refused('no-access'));
    expect(await createDesk().copyFile({ ...file, path: 'a.pdf' })).toEqual(refused('no-access'));
  });

  test('that is larger than what is asked for is refused', async () => {
    const send: typeof fetch = async () => new Response(TEXT);
    const answer = await createDesk(staged, send).copyFile({ ...file, maxBytes: 10 });
    expect(answer).toEqual(refused('too-large'));
  });
});

describe('a delivery', () => {
  test('is an address of the staged bytes that tells whose it is, until it is closed', async () => {
    const desk = createDesk();
    await desk.copyLink(aRequest());
    const address = (await desk.openDelivery('one')) ?? '';
    expect(await desk.openDelivery('one')).toBe(address);
    expect(new URL(address).hash).toBe('#one');
    const bare = address.replace(/#.*/, '');
    const response = await fetch(bare);
    expect(response.headers.get('content-type')).toBe('application/octet-stream');
    expect(await response.text()).toBe(TEXT);
    await desk.closeDelivery('one');
    await expect(fetch(bare)).rejects.toThrow();
  });

  test('of bytes that are gone is none; in a worker, which can not deliver them, it fails', async () => {
    expect(await createDesk().openDelivery('one')).toBeUndefined();
    await createDesk().closeDelivery('one');
    await staged.stage('one', new Blob([TEXT]), 1);
    const deps = {
      fetchBytes: createFetchBytes({ fetch, startTimer: clock.startTimer, mayRedirect: true }),
      hash: hashBlob,
    };
    const worker = createByteDesk({
      ...deps,
      staged,
      addresses: undefined,
      now: clock.now,
      report: () => {},
    });
    await expect(worker.openDelivery('one')).rejects.toThrow('by a document only');
  });
});
