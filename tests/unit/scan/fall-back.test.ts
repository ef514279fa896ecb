import { beforeEach, describe, expect, test } from 'vitest';
import { ApiError } from '../../../lib/core/errors.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { createPasswordMemory, type PasswordMemory } from '../../../lib/scan/password-memory.ts';
import { createScanStep, FRESH_MS, type ScanStep } from '../../../lib/scan/scan-steps.ts';
import { createScanSubmitter } from '../../../lib/scan/scan-submitter.ts';
import { createStagedTidy } from '../../../lib/scan/tidy-staged.ts';
import { createPreferenceStore } from '../../../lib/storage/preference-store.ts';
import { aConnection } from '../../factories/connection-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';
import { aPollingScan, aResult, aScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { createTestStore, type TestStore } from '../../fakes/create-test-store.ts';
import { createTestUploads } from '../../fakes/create-test-uploads.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';
import { createFakeConnectionStore } from '../../fakes/fake-connection-store.ts';
import { createFakeConsentStore } from '../../fakes/fake-consent-store.ts';
import { createFakeFilesClients, type FakeFilesClients } from '../../fakes/fake-files-client.ts';
import { createFakeKeyValueArea } from '../../fakes/fake-key-value-area.ts';

const NOW = START_OF_TEST;
const SERVER = 'https://scanner.example.org';
const SHA = 'ab'.repeat(32);

let made: TestStore;
let clients: FakeFilesClients;
let passwords: PasswordMemory;
let step: ScanStep;

beforeEach(() => {
  made = createTestStore();
  clients = createFakeFilesClients();
  passwords = createPasswordMemory();
  step = createScanStep({
    store: made.store,
    holds: made.holds,
    passwords,
    tidyStaged: createStagedTidy({ ...made, scans: made.store, now: () => NOW }),
    connections: createFakeConnectionStore(aConnection()),
    consents: createFakeConsentStore(),
    preferences: createPreferenceStore(createFakeKeyValueArea()),
    connect: async (server, token) => clients.connect(server, token),
    submit: createScanSubmitter({
      uploads: createTestUploads(made.staged),
      consents: createFakeConsentStore(),
      checkSize: () => {},
      beforePost: async () => {},
    }),
    now: () => NOW,
    random: () => 0,
  });
});

async function afterStep(scan: Scan): Promise<Scan | undefined> {
  await made.store.add(scan);
  await step(scan);
  return made.store.get(scan.id);
}

async function stagedScan(given: Partial<Scan> = {}): Promise<Scan> {
  const scan = aScan({ source: 'download', route: 'bytes', size: 5, stagedSha256: SHA, ...given });
  await made.staged.stage(scan.id, new Blob(['bytes']), NOW);
  return scan;
}

describe('the link of a download', () => {
  const download = { source: 'download', name: 'setup.exe' } as const;

  test('that the scanner refuses gives way to the bytes, quietly', async () => {
    clients.answer({ submitFile: () => Promise.reject(new ApiError('refused', { status: 400 })) });
    const scan = await afterStep(aScan(download));
    expect(scan).toMatchObject({ state: 'needs-bytes', fellBackBecause: 'link-error', notice: 'none' });
    expect(scan).not.toHaveProperty('inDoubt');
    expect(await afterStep(aScan())).toMatchObject({ state: 'failed', problem: 'refused' });
  });

  test('that the scanner could not fetch gives way, with what it said', async () => {
    const result = aResult({
      verdict: 'unknown',
      evidence: [{ name: 'fetch_failed', description: 'Status 404.', verdict: 'unknown' }],
    });
    clients.answer({ fetchResult: async () => result });
    const scan = await afterStep(aPollingScan(download));
    expect(scan).toMatchObject({ state: 'needs-bytes', fellBackBecause: 'unreachable-link' });
    expect(scan?.linkResult).toEqual(result);
    expect(await afterStep(aPollingScan())).toMatchObject({ state: 'done', verdict: 'unknown' });
  });

  test('leaves no mark on the verdict of the bytes', async () => {
    clients.answer({ fetchResult: async () => aResult({ sample: { size: 5 } }) });
    const linkResult = aResult({ verdict: 'unknown' });
    const scan = await afterStep(aPollingScan({ ...download, route: 'bytes', linkResult }));
    expect(scan).toMatchObject({ state: 'done', verdict: 'clean', evidence: [], linkResult });
  });

  test('leaves the bytes to wait for a person where a token is wrong', async () => {
    clients.answer({ submitFile: () => Promise.reject(new ApiError('unauthorized')) });
    const scan = await stagedScan({ linkResult: aResult() });
    expect(await afterStep(scan)).toMatchObject({ state: 'waiting-to-submit', problem: 'unauthorized' });
  });
});

test('the bytes of a private host go to no scanner outside', async () => {
  const scan = await stagedScan({ host: 'intranet' });
  expect(await afterStep(scan)).toMatchObject({ state: 'withheld', withheld: 'private-host' });
  expect(clients.calls()).toEqual([]);
});

describe('bytes that were scanned already', () => {
  const earlier = (given: Partial<Scan> = {}) =>
    aScanAtRest({
      id: 'earlier',
      server: SERVER,
      verdict: 'malicious',
      evidence: [{ name: 'Eicar', description: '', verdict: 'malicious' }],
      sample: { sha256: SHA },
      finishedAt: NOW - FRESH_MS,
      ...given,
    });

  test('are answered from the history, and go', async () => {
    await made.store.add(earlier());
    const scan = await stagedScan();
    const { verdict, evidence, sample } = earlier();
    const expected = { state: 'done', answeredFrom: 'earlier', server: SERVER, verdict, evidence, sample };
    expect(await afterStep(scan)).toMatchObject(expected);
    expect(clients.calls()).toEqual([]);
    expect(await made.staged.get(scan.id)).toBeUndefined();
  });

  test.each<[string, Partial<Scan>, Partial<Scan>]>([
    ['too long ago', { finishedAt: NOW - FRESH_MS - 1 }, {}],
    ['by another server', { server: 'https://other.example' }, {}],
    ['and are to be scanned again', {}, { mustBeSent: true }],
    ['as far as a link tells', {}, { route: 'link' }],
  ])('%s are sent', async (_how, past, present) => {
    await made.store.add(earlier(past));
    expect(await afterStep(await stagedScan(present))).toMatchObject({ state: 'polling' });
    expect(clients.calls().map(({ method }) => method)).toEqual(['submitFile']);
  });
});

describe('a password', () => {
  const passwordsSent = () =>
    clients.calls().flatMap((call) => (call.method === 'submitFile' ? [call.submission.filePassword] : []));

  test.each(['link', 'bytes'] as const)('goes with the %s, once, and is forgotten', async (route) => {
    const scan = await stagedScan({ route });
    passwords.keep(scan.id, 'secret');
    expect(await afterStep(scan)).toMatchObject({ state: 'polling' });
    expect(passwordsSent()).toEqual(['secret']);
    expect(passwords.get(scan.id)).toBeUndefined();
  });

  test('is kept while it could not be sent', async () => {
    clients.answer({ submitFile: () => Promise.reject(new ApiError('unreachable')) });
    const scan = await stagedScan();
    passwords.keep(scan.id, 'secret');
    expect(await afterStep(scan)).toMatchObject({ state: 'waiting-to-submit' });
    expect(passwords.get(scan.id)).toBe('secret');
  });

  test('is forgotten where the scan ends', async () => {
    clients.answer({ submitFile: () => Promise.reject(new ApiError('refused')) });
    const scan = await stagedScan();
    passwords.keep(scan.id, 'secret');
    expect(await afterStep(scan)).toMatchObject({ state: 'failed' });
    expect(passwords.get(scan.id)).toBeUndefined();
  });
});

describe('staged bytes outlive the verdict', () => {
  test('while a hold is to hand them over', async () => {
    clients.answer({ fetchResult: async () => aResult() });
    const scan = await stagedScan({ state: 'polling', server: SERVER, remoteId: 1 });
    await made.holds.add(aHold({ id: scan.id, state: 'staged', place: 'staged' }));
    expect(await afterStep(scan)).toMatchObject({ state: 'done' });
    expect(await made.staged.get(scan.id)).toBeDefined();
  });

  test('while a person may be asked for their password', async () => {
    const evidence = [{ name: 'encrypted', description: '', verdict: 'unknown' }] as const;
    clients.answer({ fetchResult: async () => aResult({ verdict: 'unknown', evidence }) });
    const scan = await stagedScan({ state: 'polling', server: SERVER, remoteId: 1 });
    expect(await afterStep(scan)).toMatchObject({ state: 'done', verdict: 'unknown' });
    expect(await made.staged.get(scan.id)).toBeDefined();
  });
});
