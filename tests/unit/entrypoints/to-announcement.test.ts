import { expect, test } from 'vitest';
import type { PopupEntries, PopupEntry } from '../../../entrypoints/popup/popup-entries.ts';
import { toAnnouncement } from '../../../entrypoints/popup/to-announcement.ts';
import type { Hold } from '../../../lib/core/hold.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { aHold, aHoldAtRest } from '../../factories/hold-factory.ts';
import { aPollingScan, aScanAtRest } from '../../factories/scan-factory.ts';

const NOTHING: PopupEntries = { questions: [], active: [], atRest: [] };

function entry(scan: Scan | undefined, hold?: Hold): PopupEntry {
  return { id: 'the-one', scan, hold };
}

const running = { ...NOTHING, active: [entry(aPollingScan(), aHold({ state: 'held' }))] };

test('a verdict and what became of the file are said', () => {
  const after = { ...NOTHING, atRest: [entry(aScanAtRest(), aHoldAtRest())] };
  expect(toAnnouncement(running, after)).toBe('setup.exe: Clean. Let through.');
});

test('a verdict of a plain scan is said', () => {
  const before = { ...NOTHING, active: [entry(aPollingScan())] };
  const after = { ...NOTHING, atRest: [entry(aScanAtRest({ verdict: 'malicious' }))] };
  expect(toAnnouncement(before, after)).toBe('report.pdf: Malicious.');
});

test('a question is said when it comes, and again only when it is another one', () => {
  const asking = (question: 'failed' | 'malicious') => ({
    ...NOTHING,
    questions: [entry(aScanAtRest(), aHold({ question }))],
  });
  expect(toAnnouncement(running, asking('failed'))).toBe('setup.exe: It could not be scanned.');
  expect(toAnnouncement(NOTHING, asking('failed'))).toContain('setup.exe');
  expect(toAnnouncement(asking('failed'), asking('failed'))).toBe('');
  expect(toAnnouncement(asking('failed'), asking('malicious'))).toContain('The scanner found it harmful.');
});

test('an answer is said', () => {
  const before = { ...NOTHING, questions: [entry(aScanAtRest(), aHold({ question: 'too-large' }))] };
  const hold = aHoldAtRest({ state: 'removed', fate: { do: 'remove', by: 'person', because: 'too-large' } });
  expect(toAnnouncement(before, { ...NOTHING, atRest: [entry(aScanAtRest(), hold)] })).toBe(
    'setup.exe: Removed by you. It is too large for the scanner.',
  );
});

test('neither an older page of the past nor the steps of a scan are said', () => {
  expect(toAnnouncement(NOTHING, { ...NOTHING, atRest: [entry(aScanAtRest(), aHoldAtRest())] })).toBe('');
  const parked = { ...NOTHING, active: [entry(aPollingScan(), aHold({ state: 'parked' }))] };
  expect(toAnnouncement(running, parked)).toBe('');
});
