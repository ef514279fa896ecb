import { beforeEach, expect, test } from 'vitest';
import type { ByteDesk, CopyRequest } from '../../../lib/downloads/byte-desk.ts';
import { CopyRefusedError } from '../../../lib/downloads/copy-refused-error.ts';
import type { FetchedBytes } from '../../../lib/downloads/fetch-bytes.ts';
import { createRemoteByteDesk } from '../../../lib/downloads/remote-byte-desk.ts';
import { ANSWER_AFTER_MS } from '../../../lib/platform/offscreen-jobs.ts';
import { createOffscreenWorld, type OffscreenWorld } from '../../fakes/create-offscreen-world.ts';
import { createDeferred, type Deferred } from '../../fakes/deferred.ts';
import { eventually } from '../../integration/background/eventually.ts';

const REQUEST: CopyRequest = {
  id: 'one',
  address: 'https://a.example/',
  maxBytes: 100,
  expected: { size: 5 },
};
const FILE = { id: 'one', path: '/report.pdf', maxBytes: 100 };
const BYTES: FetchedBytes = { blob: new Blob(['bytes']), type: 'text/plain' };
/** Of "bytes". */
const SHA256 = '277089d91c0bdf4f2e6862ba7e4a07605119431f5d13f726dd352b06f1b206a9';
const COPIED = { kind: 'copied', copy: { size: 5, sha256: SHA256 } };

let world: OffscreenWorld;
let fetches: Deferred<FetchedBytes>[];
let reported: unknown[];

beforeEach(() => {
  fetches = [];
  reported = [];
  world = createOffscreenWorld(() => {
    const fetched = createDeferred<FetchedBytes>();
    fetches.push(fetched);
    return fetched.promise;
  });
});

function newDesk(): ByteDesk {
  return createRemoteByteDesk({ offscreen: world.newWorker(), report: (error) => reported.push(error) });
}

const fetchesAre = (count: number) => eventually(() => expect(fetches).toHaveLength(count));

test('a link and a file are copied by the document, which is told of once more than it is waited for', async () => {
  const desk = newDesk();
  const link = desk.copyLink(REQUEST);
  await fetchesAre(1);
  // Longer than a message may wait for its answer.
  for (let count = 0; count < 20; count += 1) {
    await eventually(() => expect(world.clock.pending()).toEqual([ANSWER_AFTER_MS]));
    world.clock.advance(ANSWER_AFTER_MS);
  }
  fetches[0]?.resolve(BYTES);
  expect(await link).toEqual(COPIED);
  expect(world.settledCount()).toBe(1);
  const file = desk.copyFile({ ...FILE, id: 'two' });
  await fetchesAre(2);
  fetches[1]?.resolve(BYTES);
  expect(await file).toEqual(COPIED);
  expect(reported).toEqual([]);
});

test('a worker that comes after one that died shares its copy', async () => {
  void newDesk().copyLink(REQUEST);
  await fetchesAre(1);
  const copy = newDesk().copyLink(REQUEST);
  fetches[0]?.resolve(BYTES);
  expect(await copy).toEqual(COPIED);
  // And so does one that comes when it is done.
  expect(await newDesk().copyLink(REQUEST)).toEqual(COPIED);
  expect(fetches).toHaveLength(1);
});

test('a refusal that a dead worker did not hear is held for the next one, and then tried anew', async () => {
  // It dies with its question on the way: nobody says that the answer has arrived.
  void world.newWorker().ask('copy-link', REQUEST);
  await fetchesAre(1);
  fetches[0]?.reject(new CopyRefusedError('bad-status'));
  await eventually(() => expect(world.settledCount()).toBe(1));
  const desk = newDesk();
  await desk.rest();
  expect(await world.browser.hasDocument()).toBe(true);
  expect(await desk.copyLink(REQUEST)).toEqual({ kind: 'refused', because: 'bad-status' });
  expect(fetches).toHaveLength(1);
  const again = desk.copyLink(REQUEST);
  await fetchesAre(2);
  fetches[1]?.resolve(BYTES);
  expect(await again).toEqual(COPIED);
});

test('a document that goes away in the middle interrupts its copies', async () => {
  const desk = newDesk();
  const copy = desk.copyLink(REQUEST);
  await fetchesAre(1);
  world.browser.crash();
  expect(await copy).toEqual({ kind: 'refused', because: 'interrupted' });
  world.browser.allow(false);
  expect(await desk.copyFile(FILE)).toEqual({ kind: 'refused', because: 'interrupted' });
  expect(reported).toHaveLength(2);
});

test('an answer that is none is no copy', async () => {
  const offscreen = {
    ...world.newWorker(),
    askUntilSettled: async () => ({ kind: 'copied', copy: { size: -1 } }),
  };
  const desk = createRemoteByteDesk({ offscreen, report: (error) => reported.push(error) });
  expect(await desk.copyLink(REQUEST)).toEqual({ kind: 'refused', because: 'interrupted' });
  expect(reported).toHaveLength(1);
});

test('a question that is none is refused by the document', async () => {
  await expect(world.newWorker().ask('copy-link', { id: 'one' })).rejects.toThrow();
  expect(fetches).toEqual([]);
});

test('the document stays open for a delivery, and is closed when there is nothing left', async () => {
  const desk = newDesk();
  expect(await desk.openDelivery('one')).toBeUndefined();
  await world.staged.stage('one', new Blob(['bytes']), 1);
  expect(await desk.openDelivery('one')).toBe('blob:sluice/0a1b#one');
  await desk.rest();
  expect(await world.browser.hasDocument()).toBe(true);
  await desk.closeDelivery('one');
  await desk.rest();
  expect(await world.browser.hasDocument()).toBe(false);
  // There is no document for its sake.
  await desk.closeDelivery('one');
  expect(world.browser.madeCount()).toBe(1);
});

test('a delivery is not said to be without bytes where the document is out of reach', async () => {
  world.browser.allow(false);
  await expect(newDesk().openDelivery('one')).rejects.toThrow();
});
