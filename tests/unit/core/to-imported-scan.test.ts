import { expect, test } from 'vitest';
import { advanceScan } from '../../../lib/core/advance-scan.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { toImportedScan } from '../../../lib/core/to-imported-scan.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

test('what a scan says is kept, and what ties it to another browser is not', () => {
  const scan = aScanAtRest({ server: 'https://scanner.example.org', sample: { sha256: 'ab' } });
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

test.each([{ createdAt: 1e300 }, { finishedAt: -1 }, { updatedAt: 8.64e15 + 1 }])(
  'a time that no clock shows is not taken: %j',
  (given) => {
    expect(toImportedScan(aScanAtRest(given))).toBe('unreadable');
  },
);

test('a hash of any length is not taken', () => {
  expect(toImportedScan(aScanAtRest({ sample: { sha256: 'a'.repeat(20_001) } }))).toBe('too-long');
});
