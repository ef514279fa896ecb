import { beforeEach, expect, test } from 'vitest';
import { ApiError } from '../../../lib/core/errors.ts';
import { createRemoteUploads } from '../../../lib/scan/remote-uploads.ts';
import { createScanSubmitter, type ScanSubmitter } from '../../../lib/scan/scan-submitter.ts';
import type { Uploads } from '../../../lib/scan/uploads.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aScan } from '../../factories/scan-factory.ts';
import { createOffscreenWorld, type OffscreenWorld } from '../../fakes/create-offscreen-world.ts';
import { createTestUploads } from '../../fakes/create-test-uploads.ts';
import { createDeferred, type Deferred } from '../../fakes/deferred.ts';
import { createFakeConnectionStore } from '../../fakes/fake-connection-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeFilesClients, type FakeFilesClients } from '../../fakes/fake-files-client.ts';
import { eventually } from '../../integration/background/eventually.ts';

const SERVER = 'https://scanner.example.org';
const REQUEST = { id: 'one', server: SERVER, name: 'a.exe', subOrigin: 'mark' };
const SCAN = aScan({
  id: 'one',
  route: 'bytes',
  state: 'submitting',
  name: 'a.exe',
  size: 5,
  server: SERVER,
  inDoubt: { since: 1, server: SERVER },
});

let world: OffscreenWorld;
/** Scanners as the worker itself reaches them. */
let workers: FakeFilesClients;
let answers: Deferred<{ scanId: number }>[];

beforeEach(async () => {
  world = createOffscreenWorld(() => Promise.reject(new Error('Nothing is to be fetched.')));
  workers = createFakeFilesClients();
  answers = [];
  world.clients.answer({
    submitFile() {
      const answer = createDeferred<{ scanId: number }>();
      answers.push(answer);
      return answer.promise;
    },
  });
  await world.staged.stage('one', new Blob(['bytes']), 1);
});

const newUploads = (connection = aConnection()): Uploads =>
  createRemoteUploads({
    offscreen: world.newWorker(),
    connections: createFakeConnectionStore(connection),
    isPrivate: (id) => id === 'private',
    otherwise: createTestUploads(world.staged),
  });

const newSubmitter = (): ScanSubmitter =>
  createScanSubmitter({
    uploads: newUploads(),
    consents: createFakeConsentStore(),
    checkSize: () => {},
    beforePost: async () => {},
  });

/** A worker asks, and is no more when the answer comes: nobody says that it has arrived. */
async function dieWhileSending(): Promise<void> {
  const question = { ...REQUEST, subOrigin: 'sluice:one:1', token: 'test-token-of-example' };
  void world.newWorker().ask('upload', question);
  await sentTimes(1);
}

const client = () => workers.connect(SERVER, 'token');
const sentTimes = (count: number) => eventually(() => expect(answers).toHaveLength(count));

test('the document sends the bytes, with the token of the server', async () => {
  const sent = newUploads().send(client(), { ...REQUEST, filePassword: 'secret' });
  await sentTimes(1);
  answers[0]?.resolve({ scanId: 7 });
  expect(await sent).toEqual({ scanId: 7 });
  expect(workers.calls()).toEqual([]);
  expect(world.clients.calls()).toMatchObject([
    {
      server: SERVER,
      token: 'test-token-of-example',
      submission: { name: 'a.exe', subOrigin: 'mark', filePassword: 'secret' },
    },
  ]);
  // Nothing is left to do or to tell.
  await eventually(async () => expect(await world.browser.hasDocument()).toBe(false));
});

test('the bytes of a private window are sent by the worker, which alone has them', async () => {
  await world.staged.stage('private', new Blob(['bytes']), 1);
  expect(await newUploads().send(client(), { ...REQUEST, id: 'private' })).toEqual({ scanId: 1 });
  expect(world.browser.madeCount()).toBe(0);
});

test('without an offscreen document the worker sends them itself', async () => {
  world.browser.allow(false);
  expect(await newUploads().send(client(), REQUEST)).toEqual({ scanId: 1 });
  expect(await newUploads().isKnown('mark')).toBe(false);
  expect(workers.calls()).toHaveLength(1);
});

test('a refusal comes over with all that is known of it', async () => {
  const facts = { status: 429, retryAfterMs: 5_000, detail: 'Slowly.', size: 2, limit: 1 };
  const sent = newUploads().send(client(), REQUEST);
  await sentTimes(1);
  answers[0]?.reject(new ApiError('rate-limited', facts));
  const error = await sent.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({ problem: 'rate-limited', ...facts });
});

test('bytes that are gone, and a token that is, are refusals too', async () => {
  await expect(newUploads().send(client(), { ...REQUEST, id: 'other' })).rejects.toMatchObject({
    problem: 'bytes-missing',
  });
  const noTokens = { server: SERVER, tokens: {} };
  await expect(newUploads(noTokens).send(client(), REQUEST)).rejects.toMatchObject({
    problem: 'not-connected',
  });
});

test('a defect in the document is one here, and no refusal', async () => {
  const sent = newUploads().send(client(), REQUEST);
  await sentTimes(1);
  answers[0]?.reject(new TypeError('undefined is not a function'));
  const error = await sent.catch((reason: unknown) => reason);
  expect(error).not.toBeInstanceOf(ApiError);
  expect(String(error)).toContain('undefined is not a function');
});

test('a document that goes away leaves it in doubt whether the server has them', async () => {
  const sent = newUploads().send(client(), REQUEST);
  await sentTimes(1);
  world.browser.crash();
  await expect(sent).rejects.toMatchObject({ problem: 'connection-lost' });
  expect(await newUploads().isKnown('mark')).toBe(false);
});

test('a worker that comes while the upload of a dead one runs waits for it, and sends nothing', async () => {
  await dieWhileSending();
  const submitted = newSubmitter()(client(), SCAN, true);
  answers[0]?.resolve({ scanId: 7 });
  expect(await submitted).toEqual({ remoteId: 7, isFound: true });
  expect(answers).toHaveLength(1);
  expect(workers.calls()).toEqual([]);
});

test('one that comes when it was accepted hears of it, as often as it asks', async () => {
  await dieWhileSending();
  answers[0]?.resolve({ scanId: 7 });
  await eventually(() => expect(world.settledCount()).toBe(1));
  expect(await newSubmitter()(client(), SCAN, true)).toEqual({ remoteId: 7, isFound: true });
  expect(answers).toHaveLength(1);
});

test('one that comes when it was refused hears the refusal once, and then looks in the list and sends again', async () => {
  await dieWhileSending();
  answers[0]?.reject(new ApiError('server-error', { status: 503 }));
  await eventually(() => expect(world.settledCount()).toBe(1));
  await expect(newSubmitter()(client(), SCAN, true)).rejects.toMatchObject({ problem: 'server-error' });
  expect(workers.calls()).toEqual([]);
  const again = newSubmitter()(client(), SCAN, true);
  await sentTimes(2);
  expect(workers.calls()).toMatchObject([{ method: 'findSubmission' }]);
  answers[1]?.resolve({ scanId: 8 });
  expect(await again).toEqual({ remoteId: 8, isFound: false });
});

test('an upload that is stopped ends at once, and is begun anew when it is asked for again', async () => {
  const uploads = newUploads();
  const sent = uploads.send(client(), REQUEST);
  await sentTimes(1);
  await uploads.stop();
  await expect(sent).rejects.toMatchObject({ problem: 'no-consent' });
  expect(await uploads.isKnown('mark')).toBe(false);
  const again = uploads.send(client(), REQUEST);
  await sentTimes(2);
  answers[1]?.resolve({ scanId: 9 });
  expect(await again).toEqual({ scanId: 9 });
});

test('the upload of a worker that is dead is stopped by the next one', async () => {
  await dieWhileSending();
  await newUploads().stop();
  await eventually(() => expect(world.settledCount()).toBe(1));
  expect(await newUploads().isKnown('sluice:one:1')).toBe(false);
});

test('what is stopped before the document has heard of it is not sent', async () => {
  const uploads = newUploads();
  const sent = uploads.send(client(), REQUEST).catch((error: unknown) => error);
  await uploads.stop();
  expect(await sent).toMatchObject({ problem: 'no-consent' });
  expect(answers).toHaveLength(0);
});

test('to stop makes no document', async () => {
  await newUploads().stop();
  expect(world.browser.madeCount()).toBe(0);
});

test('without an offscreen document the worker breaks off its own', async () => {
  world.browser.allow(false);
  workers.answer({ submitFile: () => new Promise(() => {}) });
  const uploads = newUploads();
  const sent = uploads.send(client(), REQUEST).catch((error: unknown) => error);
  await eventually(() => expect(workers.calls()).toHaveLength(1));
  await uploads.stop();
  expect(await sent).toMatchObject({ problem: 'no-consent' });
});
