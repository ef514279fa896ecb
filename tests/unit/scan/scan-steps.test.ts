import { beforeEach, describe, expect, test } from 'vitest';
import { SUBMISSION_LEASE_MS } from '../../../lib/core/advance-scan.ts';
import { ApiError, IllegalMoveError } from '../../../lib/core/errors.ts';
import { DEFAULT_PREFERENCES } from '../../../lib/core/preferences.ts';
import { dispositionOf, mayHaveBeenAccepted, PROBLEMS } from '../../../lib/core/problem.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { createPasswordMemory, type PasswordMemory } from '../../../lib/scan/password-memory.ts';
import { SCAN_DEADLINE_MS } from '../../../lib/scan/scan-endings.ts';
import { createScanStep, type ScanStep } from '../../../lib/scan/scan-steps.ts';
import { createScanSubmitter } from '../../../lib/scan/scan-submitter.ts';
import { createStagedTidy } from '../../../lib/scan/tidy-staged.ts';
import type { ConsentStore } from '../../../lib/storage/consent-store.ts';
import type { HoldStore } from '../../../lib/storage/hold-store.ts';
import { createPreferenceStore, type PreferenceStore } from '../../../lib/storage/preference-store.ts';
import type { ScanStore } from '../../../lib/storage/scan-store.ts';
import type { StagedBytes } from '../../../lib/storage/staged-bytes.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore } from '../../fakes/create-test-store.ts';
import { createTestUploads } from '../../fakes/create-test-uploads.ts';
import { createFakeClock, type FakeClock, START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeConnectionStore, type FakeConnectionStore } from '../../fakes/fake-connection-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeFilesClients, type FakeFilesClients } from '../../fakes/fake-files-client.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

const NOW = START_OF_TEST;
const SERVER = 'https://scanner.example.org';
const TOKEN = 'test-token-of-example';

let store: ScanStore;
let checkSize: (bytes: number) => void;
let beforePost: () => Promise<void>;
let staged: StagedBytes;
let holds: HoldStore;
let passwords: PasswordMemory;
let clients: FakeFilesClients;
let connections: FakeConnectionStore;
let consents: ConsentStore;
let preferences: PreferenceStore;
let clock: FakeClock;
let step: ScanStep;

beforeEach(() => {
  ({ store, staged, holds } = createTestStore());
  passwords = createPasswordMemory();
  checkSize = () => {};
  beforePost = async () => {};
  clients = createFakeFilesClients();
  connections = createFakeConnectionStore(aConnection());
  consents = createFakeConsentStore();
  preferences = createPreferenceStore(createFakeKeyValueArea());
  clock = createFakeClock();
  step = createScanStep({
    store,
    passwords,
    holds,
    tidyStaged: createStagedTidy({ staged, scans: store, holds, now: clock.now }),
    connections,
    consents,
    preferences,
    connect: async (server, token) => clients.connect(server, token),
    submit: createScanSubmitter({
      uploads: createTestUploads(staged),
      consents,
      checkSize: (bytes) => checkSize(bytes),
      beforePost: () => beforePost(),
    }),
    now: clock.now,
    random: () => 0,
  });
});

/** The scan as it is in the store after one step. */
async function afterStep(scan: Scan): Promise<Scan | undefined> {
  await store.add(scan);
  await step(scan);
  return store.get(scan.id);
}

const reject = (error: unknown) => () => Promise.reject(error);

describe('a queued scan', () => {
  test('is submitted with the token of its server, and asked for in half a second', async () => {
    const scan = aScan({ attempts: 3 });
    expect(await afterStep(scan)).toMatchObject({
      state: 'polling',
      server: SERVER,
      remoteId: 1,
      submittedAt: NOW,
      dueAt: NOW + 500,
      attempts: 0,
    });
    expect(clients.calls()).toEqual([
      {
        method: 'submitFile',
        server: SERVER,
        token: TOKEN,
        submission: { downloadLink: scan.url, name: scan.name, subOrigin: `sluice:${scan.id}:${NOW}` },
      },
    ]);
  });

  test.each(['removing', 'removed'] as const)('of a file that is %s is not sent', async (state) => {
    const scan = aScan({ source: 'download' });
    await holds.add(aHold({ id: scan.id, state }));
    expect(await afterStep(scan)).toMatchObject({
      state: 'withheld',
      withheld: 'file-removed',
      notice: 'none',
    });
    expect(clients.calls()).toEqual([]);
  });

  test('of a removed file is sent where a person wants it sent', async () => {
    const scan = aScan({ source: 'download', mustBeSent: true });
    await holds.add(aHoldAtRest({ id: scan.id, state: 'removed' }));
    expect(await afterStep(scan)).toMatchObject({ state: 'polling' });
  });

  test('stands as on its way, with a lease, while it is submitted', async () => {
    const scan = aScan();
    clients.answer({
      async submitFile() {
        const dueAt = NOW + SUBMISSION_LEASE_MS;
        expect(await store.get(scan.id)).toMatchObject({ state: 'submitting', server: SERVER, dueAt });
        return { scanId: 7 };
      },
    });
    expect(await afterStep(scan)).toMatchObject({ state: 'polling', remoteId: 7 });
  });

  test.each([aScan, aPollingScan])('waits for the consent, and nothing is sent', async (make) => {
    await consents.withdraw();
    const scan = await afterStep(make());
    expect(scan).toMatchObject({ problem: 'no-consent' });
    expect(scan?.state).toMatch(/^waiting-/);
    expect(scan?.dueAt).toBeUndefined();
    expect(clients.calls()).toEqual([]);
  });

  describe('of the bytes of a document, where the person is to be asked', () => {
    beforeEach(() => preferences.save({ ...DEFAULT_PREFERENCES, askBeforeDocuments: true }));
    const ofBytes = (given: Partial<Scan> = {}) => aScan({ source: 'download', route: 'bytes', ...given });

    test('waits for the answer, and nothing is sent', async () => {
      const scan = await afterStep(ofBytes());
      expect(scan).toMatchObject({ state: 'waiting-to-submit', problem: 'ask-first' });
      expect(scan?.dueAt).toBeUndefined();
      expect(clients.calls()).toEqual([]);
    });

    test('is not sent where the answer is no', async () => {
      const scan = await afterStep(ofBytes({ bytesAllowed: false }));
      expect(scan).toMatchObject({ state: 'withheld', withheld: 'not-agreed' });
      expect(clients.calls()).toEqual([]);
    });

    test.each([
      ['with a yes', { bytesAllowed: true }],
      ['by its link', { route: 'link' }],
      ['that is no document', { name: 'setup.exe' }],
      ['that a person gave to be scanned', { source: 'file' }],
    ] as const)('%s goes on', async (_how, given) => {
      const scan = ofBytes(given);
      if (scan.route === 'bytes') await staged.stage(scan.id, new Blob(['bytes']), NOW);
      expect(await afterStep(scan)).toMatchObject({ state: 'polling' });
    });
  });

  test.each([
    ['without a server', { server: null }],
    ['without a token', { tokens: {} }],
    ['with the token of another server only', { tokens: { 'https://other.example': 'x' } }],
    ['with an empty record of inherited names', { server: '__proto__', tokens: {} }],
  ])('%s waits for a person, and nothing is sent', async (_how, part) => {
    await connections.save(aConnection(part));
    const scan = await afterStep(aScan());
    expect(scan).toMatchObject({ state: 'waiting-to-submit', problem: 'not-connected' });
    expect(scan).not.toHaveProperty('dueAt');
    expect(clients.calls()).toEqual([]);
  });

  test('of a private host is not named to a scanner outside', async () => {
    const scan = await afterStep(aScan({ url: 'http://192.168.0.1/a', host: '192.168.0.1' }));
    expect(scan).toMatchObject({ state: 'withheld', withheld: 'private-host', finishedAt: NOW });
    expect(clients.calls()).toEqual([]);
  });

  test('of a private host is named to a scanner in a private network', async () => {
    const server = 'http://127.0.0.1:8080';
    await connections.save({ server, tokens: { [server]: 'local' } });
    const scan = await afterStep(aScan({ url: 'http://192.168.0.1/a', host: '192.168.0.1' }));
    expect(scan).toMatchObject({ state: 'polling', server });
    expect(clients.calls()).toMatchObject([{ server, token: 'local' }]);
  });

  test('that is gone from the store is not sent', async () => {
    await step(aScan());
    expect(clients.calls()).toEqual([]);
  });

  test('that has moved on meanwhile is not sent', async () => {
    const scan = aScan();
    await store.add(aPollingScan({ id: scan.id }));
    await expect(step(scan)).rejects.toBeInstanceOf(IllegalMoveError);
    expect(clients.calls()).toEqual([]);
  });

  test.each(PROBLEMS)('that meets the problem %s', async (problem) => {
    clients.answer({ submitFile: reject(new ApiError(problem, { detail: 'Words.', status: 500 })) });
    const scan = await afterStep(aScan({ attempts: 2 }));
    const disposition = dispositionOf(problem, 'submit');
    expect(scan).toMatchObject({
      state: disposition === 'final' ? 'failed' : 'waiting-to-submit',
      problem,
      problemDetail: 'Words.',
    });
    expect(scan?.dueAt).toBe(disposition === 'again' ? NOW + 8_000 : undefined);
    const inDoubt = disposition !== 'final' && mayHaveBeenAccepted(problem);
    expect(scan?.maybeSubmittedTwice).toBe(inDoubt ? true : undefined);
  });

  test('waits as long as the server asks', async () => {
    clients.answer({ submitFile: reject(new ApiError('rate-limited', { retryAfterMs: 90_000 })) });
    expect(await afterStep(aScan())).toMatchObject({ state: 'waiting-to-submit', dueAt: NOW + 90_000 });
  });

  test('that meets a defect of ours stays on its way, for the lease to find', async () => {
    clients.answer({ submitFile: reject(new TypeError('defect')) });
    const scan = aScan();
    await expect(afterStep(scan)).rejects.toThrow('defect');
    expect(await store.get(scan.id)).toMatchObject({ state: 'submitting', dueAt: NOW + SUBMISSION_LEASE_MS });
  });
});

test('nothing is posted where the browser would add to it', async () => {
  beforePost = () => Promise.reject(new Error('The browser takes no rules.'));
  await store.add(aScan({ id: 'one' }));
  await expect(step(aScan({ id: 'one' }))).rejects.toThrow('takes no rules');
  expect(clients.calls()).toEqual([]);
});

describe('a scan that the server has', () => {
  test('is asked for at its own server with its token, whatever the connection is now', async () => {
    await connections.save({
      server: 'https://new.example',
      tokens: { 'https://new.example': 'new', [SERVER]: TOKEN },
    });
    await afterStep(aPollingScan());
    expect(clients.calls()).toEqual([
      {
        method: 'fetchResult',
        server: SERVER,
        token: TOKEN,
        scan: { scanId: 4711, submittedAt: NOW },
      },
    ]);
  });

  test.each([
    [0, 500],
    [1_000, 1_000],
    [100_000, 15_000],
    [3_600_000, 30_000],
  ])('at an age of %d ms is asked for again in %d ms', async (age, delay) => {
    const scan = await afterStep(aPollingScan({ submittedAt: NOW - age, attempts: 4 }));
    expect(scan).toMatchObject({ state: 'polling', dueAt: NOW + delay, attempts: 0 });
  });

  test('is done with its result', async () => {
    const result = aResult({ verdict: 'malicious', sample: { size: 68 } });
    clients.answer({ fetchResult: async () => result });
    const scan = await afterStep(aPollingScan());
    expect(scan).toMatchObject({ state: 'done', ...result, finishedAt: NOW, notice: 'due' });
  });

  test('is given up a day after it was taken, and not before', async () => {
    const last = await afterStep(aPollingScan({ submittedAt: NOW - SCAN_DEADLINE_MS }));
    expect(last?.state).toBe('polling');
    const over = await afterStep(aPollingScan({ submittedAt: NOW - SCAN_DEADLINE_MS - 1 }));
    expect(over).toMatchObject({ state: 'failed', problem: 'no-verdict' });
  });

  test('is done even when its result comes after that day', async () => {
    clients.answer({ fetchResult: async () => aResult() });
    const scan = await afterStep(aPollingScan({ submittedAt: NOW - 2 * SCAN_DEADLINE_MS }));
    expect(scan).toMatchObject({ state: 'done', verdict: 'clean' });
  });

  test('without its token waits for a person, and keeps its number', async () => {
    await connections.save(aConnection({ tokens: { 'https://other.example': 'x' } }));
    const scan = await afterStep(aPollingScan());
    expect(scan).toMatchObject({ state: 'waiting-to-poll', problem: 'not-connected', remoteId: 4711 });
    expect(scan).not.toHaveProperty('dueAt');
    expect(clients.calls()).toEqual([]);
  });

  test.each(['server', 'remoteId'] as const)('without its %s can not be asked for', async (field) => {
    const { [field]: _gone, ...scan } = aPollingScan();
    expect(await afterStep(scan)).toMatchObject({ state: 'failed', problem: 'unknown-scan' });
    expect(clients.calls()).toEqual([]);
  });

  test.each(PROBLEMS)('that meets the problem %s', async (problem) => {
    clients.answer({ fetchResult: reject(new ApiError(problem)) });
    const scan = await afterStep(aPollingScan());
    const disposition = dispositionOf(problem, 'poll');
    expect(scan).toMatchObject({ state: disposition === 'final' ? 'failed' : 'waiting-to-poll', problem });
    expect(scan?.dueAt).toBe(disposition === 'again' ? NOW + 2_000 : undefined);
    expect(scan).not.toHaveProperty('maybeSubmittedTwice');
  });

  test('meets longer pauses with each failure in a row', async () => {
    clients.answer({ fetchResult: reject(new ApiError('unreachable')) });
    const scan = aPollingScan();
    await store.add(scan);
    const pauses: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await step((await store.get(scan.id)) ?? scan);
      const waiting = (await store.get(scan.id)) ?? scan;
      pauses.push((waiting.dueAt ?? 0) - clock.now());
      clock.advance(300_000);
      await step(waiting);
    }
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000]);
  });
});

describe('a link that turns out to be a page', () => {
  const file = aResult({ verdict: 'clean', sample: { type: 'text/html', size: 10 } });

  test('is scanned as a page too, and the worse verdict counts', async () => {
    clients.answer({ fetchResult: async () => file });
    const scan = await afterStep(aPollingScan());
    expect(scan).toMatchObject({ state: 'queued', route: 'page', linkResult: file });
    if (scan === undefined) throw new Error('The scan is gone.');
    await step(scan);
    expect(clients.calls().at(-1)).toMatchObject({ method: 'submitPage', submission: { url: scan.url } });
    clients.answer({ fetchResult: async () => aResult({ verdict: 'malicious' }) });
    await step((await store.get(scan.id)) ?? scan);
    expect(await store.get(scan.id)).toMatchObject({
      state: 'done',
      verdict: 'malicious',
      sample: file.sample,
    });
  });

  test.each([403, 404, 405])(
    'of a server that scans no pages (%d) has the verdict of the file',
    async (status) => {
      clients.answer({ submitPage: reject(new ApiError('wrong-address', { status })) });
      const scan = await afterStep(aScan({ route: 'page', linkResult: file }));
      expect(scan).toMatchObject({
        state: 'done',
        verdict: 'clean',
        evidence: [{ name: 'page-not-scanned' }],
      });
    },
  );

  test('waits like any other scan where the server is gone for a while', async () => {
    clients.answer({ submitPage: reject(new ApiError('unreachable')) });
    const scan = await afterStep(aScan({ route: 'page', linkResult: file }));
    expect(scan).toMatchObject({ state: 'waiting-to-submit', linkResult: file });
    expect(scan).not.toHaveProperty('verdict');
  });

  test.each([
    ['is refused', aScan({ id: 'p1' }), { submitPage: reject(new ApiError('refused', { status: 400 })) }],
    ['is answered by somebody else', aScan({ id: 'p2' }), { submitPage: reject(new ApiError('web-page')) }],
    ['is forgotten', aPollingScan({ id: 'p3' }), { fetchResult: reject(new ApiError('unknown-scan')) }],
    ['may not be named', aScan({ id: 'p4', host: 'intranet' }), {}],
  ])('whose page %s is never clean, and nothing worse is lost', async (_how, scan, answers) => {
    clients.answer(answers);
    const clean = await afterStep({ ...scan, route: 'page', linkResult: file });
    expect(clean).toMatchObject({
      state: 'done',
      verdict: 'unknown',
      evidence: [{ name: 'page-not-scanned' }],
      sample: file.sample,
    });
    const worse = { ...file, verdict: 'suspicious' } as const;
    const id = `${scan.id}-worse`;
    expect((await afterStep({ ...scan, id, route: 'page', linkResult: worse }))?.verdict).toBe('suspicious');
  });

  test.each([
    ['a download', { source: 'download', name: 'report.html' }],
    ['bytes', { route: 'bytes' }],
  ] as const)('but is %s is not', async (_what, part) => {
    clients.answer({ fetchResult: async () => file });
    expect(await afterStep(aPollingScan(part))).toMatchObject({ state: 'done', verdict: 'clean' });
  });
});

describe('a scan of bytes', () => {
  const bytes = (given: Partial<Scan> = {}) =>
    aScan({ source: 'file', route: 'bytes', url: '', host: '', size: 5, ...given });

  test('sends what was staged, and forgets it with the verdict', async () => {
    const scan = bytes();
    await staged.stage(scan.id, new Blob(['bytes']), NOW);
    expect(await afterStep(scan)).toMatchObject({ state: 'polling' });
    const [call] = clients.calls();
    const data = call?.method === 'submitFile' ? call.submission.data : undefined;
    expect(await data?.text()).toBe('bytes');
    expect(await staged.get(scan.id)).toBeDefined();
    clients.answer({ fetchResult: async () => aResult() });
    await step((await store.get(scan.id)) ?? scan);
    expect(await store.get(scan.id)).toMatchObject({ state: 'done', verdict: 'clean' });
    expect(await staged.get(scan.id)).toBeUndefined();
  });

  test('without its bytes ends with a reason', async () => {
    expect(await afterStep(bytes())).toMatchObject({ state: 'failed', problem: 'bytes-missing' });
    expect(clients.calls()).toEqual([]);
  });

  test('that failed may be tried again: its bytes are kept', async () => {
    const scan = bytes();
    await staged.stage(scan.id, new Blob(['bytes']), NOW);
    clients.answer({ submitFile: reject(new ApiError('refused')) });
    expect(await afterStep(scan)).toMatchObject({ state: 'failed' });
    expect(await staged.get(scan.id)).toBeDefined();
  });

  test('that is too large is refused before its bytes are asked for, with its limit, and they are not kept', async () => {
    const scan = bytes();
    await staged.stage(scan.id, new Blob(['bytes']), NOW);
    checkSize = (size) => {
      throw new ApiError('too-large', { detail: 'In English.', size, limit: 4 });
    };
    const refused = await afterStep(scan);
    expect(refused).toMatchObject({ state: 'failed', problem: 'too-large', size: 5, sizeLimit: 4 });
    expect(refused).not.toHaveProperty('problemDetail');
    expect(await staged.get(scan.id)).toBeUndefined();
    expect(clients.calls()).toEqual([]);
  });
});

test("a file given to a scanner in one's own network goes to none outside without being asked", async () => {
  const given = aScan({
    id: 'own',
    source: 'file',
    route: 'bytes',
    url: '',
    host: '',
    givenTo: 'http://127.0.0.1:9',
  });
  await staged.stage('own', new Blob(['bytes']), NOW);
  expect(await afterStep(given)).toMatchObject({ state: 'withheld', withheld: 'other-scanner' });
  expect(clients.calls()).toEqual([]);
});

describe('a submission in doubt', () => {
  const inDoubt = { since: NOW - 10_000, server: SERVER };
  const doubtful = aScan({ inDoubt, maybeSubmittedTwice: true });

  test('that the server has is taken up, not sent again', async () => {
    clients.answer({ findSubmission: async () => 99 });
    const scan = await afterStep({ ...doubtful, id: 'found' });
    expect(scan).toMatchObject({ state: 'polling', remoteId: 99 });
    expect(scan).not.toHaveProperty('maybeSubmittedTwice');
    expect(clients.calls()).toMatchObject([
      { method: 'findSubmission', mark: { subOrigin: `sluice:found:${NOW - 10_000}`, since: NOW - 10_000 } },
    ]);
  });

  test('that the server does not have is sent again, and says so', async () => {
    const scan = await afterStep({ ...doubtful, id: 'absent' });
    expect(scan).toMatchObject({ state: 'polling', maybeSubmittedTwice: true });
    expect(clients.calls().map(({ method }) => method)).toEqual(['findSubmission', 'submitFile']);
  });

  test('waits where the list can not be read now', async () => {
    clients.answer({ findSubmission: reject(new ApiError('server-error', { status: 500 })) });
    const scan = await afterStep({ ...doubtful, id: 'later' });
    expect(scan).toMatchObject({ state: 'waiting-to-submit', inDoubt });
    expect(clients.calls()).toHaveLength(1);
  });

  test('at a server that another one took the place of is sent to the new one', async () => {
    const elsewhere = { since: NOW - 10_000, server: 'https://old.example' };
    await afterStep({ ...doubtful, id: 'elsewhere', inDoubt: elsewhere });
    expect(clients.calls().map(({ method }) => method)).toEqual(['submitFile']);
  });

  test.each([
    ['has no list', new ApiError('wrong-address', { status: 404 })],
    ['has one too long to be searched', new ApiError('answer-too-long')],
  ])('is sent again where the server %s, and says so', async (_what, error) => {
    clients.answer({ findSubmission: reject(error) });
    expect(await afterStep({ ...doubtful, id: 'no-list' })).toMatchObject({
      state: 'polling',
      maybeSubmittedTwice: true,
    });
  });
});

test('each submission of a scan has a mark of its own, and its repeats have the same', async () => {
  const marks = () =>
    clients
      .calls()
      .flatMap((call) =>
        call.method === 'submitFile' || call.method === 'submitPage' ? [call.submission.subOrigin] : [],
      );
  const file = aResult({ sample: { type: 'text/html' } });
  clients.answer({ submitFile: reject(new ApiError('timed-out')), fetchResult: async () => file });
  const scan = aScan({ id: 'one' });
  await store.add(scan);
  const go = async () => step((await store.get('one')) ?? scan);
  await go();
  clock.advance(5_000);
  await go();
  clients.answer({ submitFile: async () => ({ scanId: 1 }) });
  await go();
  clock.advance(5_000);
  await go();
  await go();
  const [first, repeat, page] = marks();
  expect(first).toBe(`sluice:one:${NOW}`);
  expect(repeat).toBe(first);
  expect(page).toBe(`sluice:one:${NOW + 10_000}`);
});

describe('a scan in another state', () => {
  test('that an earlier worker was sending is queued, in doubt', async () => {
    expect(await afterStep(aScan({ state: 'submitting' }))).toMatchObject({
      state: 'queued',
      maybeSubmittedTwice: true,
      dueAt: NOW,
    });
  });

  test.each([
    ['waiting-to-submit', 'queued'],
    ['waiting-to-poll', 'polling'],
  ] as const)('that waits (%s) goes on as %s', async (state, next) => {
    const scan = await afterStep(aPollingScan({ state, problem: 'unreachable' }));
    expect(scan).toMatchObject({ state: next, dueAt: NOW });
    expect(scan).not.toHaveProperty('problem');
  });

  test.each(['done', 'failed', 'withheld', 'needs-bytes'] as const)('at rest (%s) stays', async (state) => {
    const scan = aScanAtRest({ state });
    expect(await afterStep(scan)).toEqual(scan);
    expect(clients.calls()).toEqual([]);
  });
});
