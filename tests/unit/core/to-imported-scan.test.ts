import { expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { toImportedScan as toImportedScanAt } from '../../../lib/core/to-imported-scan.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const DAY_MS = 86_400_000;
const toImportedScan = (scan: Scan) => toImportedScanAt(scan, START_OF_TEST);

test('what a scan says is kept, and what ties it to another browser is not', () => {
  const scan = aScanAtRest({ server: 'https://scanner.example.org', sample: { sha256: 'ab'.repeat(32) } });
  const foreign = {
    ...scan,
    downloadId: 7,
    remoteId: 8,
    inDoubt: { since: 1, server: 'https://scanner.example.org' },
    mustBeSent: true,
    notice: 'due',
  } as const;
  expect(toImportedScan(foreign)).toEqual({ ...scan, notice: 'shown', isImported: true });
});

test('one that is scanned here is imported no longer', () => {
  const imported = toImportedScan(aScanAtRest());
  if (typeof imported === 'string') throw new Error(imported);
  expect(advanceScan(imported, { type: 'rescan' }, START_OF_TEST).isImported).toBeUndefined();
});

test.each<[string, Scan]>([
  ['under-way', aPollingScan()],
  ['too-long', aScanAtRest({ name: 'a'.repeat(1_001) })],
  ['too-long', aScanAtRest({ id: 'a'.repeat(101) })],
  ['too-long', aScanAtRest({ evidence: [{ name: '', description: 'a'.repeat(20_001), verdict: 'clean' }] })],
  ['bad-server', aScanAtRest({ server: 'scanner' })],
  ['bad-server', aScanAtRest({ givenTo: 'javascript:alert(1)' })],
  ['bad-server', aScanAtRest({ server: 'https://user:word@scanner.example.org' })],
  ['bad-server', aScanAtRest({ server: 'http://scanner.example.org' })],
  ['bad-address', aScanAtRest({ url: 'file:///etc/passwd' })],
  ['bad-address', aScanAtRest({ route: 'page', url: '' })],
])('%s: it is not taken', (fault, scan) => {
  expect(toImportedScan(scan)).toBe(fault);
});

test('what was never sent, or as bytes, may have any address', () => {
  expect(toImportedScan(aScanAtRest({ state: 'withheld', url: 'ftp://a.example/' }))).toHaveProperty(
    'isImported',
  );
  expect(toImportedScan(aScanAtRest({ route: 'bytes', url: '' }))).toHaveProperty('isImported');
});

test('its host is that of its address, which holds no secrets, whatever the file says', () => {
  const scan = aScanAtRest({
    state: 'withheld',
    host: 'example.org',
    url: 'http://user:word@10.0.0.5/payroll.xlsx#part',
  });
  expect(toImportedScan(scan)).toMatchObject({ host: '10.0.0.5', url: 'http://10.0.0.5/payroll.xlsx' });
  expect(toImportedScan(aScanAtRest({ route: 'bytes', url: '', host: 'example.org' }))).toMatchObject({
    host: '',
  });
});

test.each([
  { createdAt: 1e300 },
  { finishedAt: -1 },
  { updatedAt: 8.64e15 + 1 },
  { createdAt: START_OF_TEST + DAY_MS + 1 },
])('a time that no clock shows is not taken: %j', (given) => {
  expect(toImportedScan(aScanAtRest(given))).toBe('unreadable');
});

test('a hash of any length is not taken', () => {
  expect(toImportedScan(aScanAtRest({ sample: { sha256: 'a'.repeat(20_001) } }))).toBe('too-long');
});

test.each(['', 'summary', 'one two', 'a block', '../x', 'a\u0000'])('the id %j is not taken', (id) => {
  expect(toImportedScan(aScanAtRest({ id }))).toBe('unreadable');
});

test('the clock of the other machine may be ahead by a day', () => {
  expect(toImportedScan(aScanAtRest({ createdAt: START_OF_TEST + DAY_MS }))).toHaveProperty('isImported');
});

test.each<Partial<Scan>>([
  { size: -1 },
  { size: 1.5 },
  { size: Number.MAX_SAFE_INTEGER },
  { sizeLimit: Number.POSITIVE_INFINITY },
  { sample: { size: 1e300 } },
  { linkResult: { verdict: 'clean', evidence: [], sample: { size: -7 } } },
])('no file has the size of %j', (given) => {
  expect(toImportedScan(aScanAtRest(given))).toBe('unreadable');
});

test('what is no hash is left out', () => {
  const sample = { sha256: 'not a hash', sha1: 'AB'.repeat(20), size: 7 };
  const given = {
    stagedSha256: 'ab',
    sample,
    linkResult: { verdict: 'clean', evidence: [], sample },
  } as const;
  const scan = toImportedScan(aScanAtRest(given));
  expect(scan).not.toHaveProperty('stagedSha256');
  expect(scan).toHaveProperty('sample', { sha1: 'ab'.repeat(20), size: 7 });
  expect(scan).toHaveProperty('linkResult.sample', { sha1: 'ab'.repeat(20), size: 7 });
});

test('the address of a server is kept as it is kept here', () => {
  expect(toImportedScan(aScanAtRest({ server: 'https://Scanner.example.org/api/v1/?x#y' }))).toMatchObject({
    server: 'https://scanner.example.org',
  });
});

test('a name has nothing in it that can not be seen', () => {
  expect(toImportedScan(aScanAtRest({ name: 'in\u0000voice\u202efdp.exe\n' }))).toMatchObject({
    name: 'invoicefdp.exe',
  });
  expect(toImportedScan(aScanAtRest({ name: '\u200b' }))).toMatchObject({ name: 'report.pdf' });
});
