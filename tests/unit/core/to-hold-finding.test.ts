import { expect, test } from 'vitest';
import type { SeenDownload } from '../../../lib/core/seen-download.ts';
import { toHoldFinding } from '../../../lib/core/to-hold-finding.ts';
import { aDownload } from '../../factories/download-factory.ts';
import { aHold } from '../../factories/hold-factory.ts';

const UNSEEN = { wasSeenToEnd: false };
const find = (given: Partial<SeenDownload>, facts = UNSEEN) =>
  toHoldFinding(
    aHold({ downloadId: 7, markedName: 'setup.exe.unverified' }),
    aDownload({ id: 7, ...given }),
    facts,
  );

test('a download that the browser does not have is missing', () => {
  expect(toHoldFinding(aHold(), undefined, UNSEEN)).toEqual({ kind: 'missing' });
});

test('one of the same number that began at another time is not the same', () => {
  const hold = aHold({ downloadId: 7, startedAt: 1_000_000 });
  expect(toHoldFinding(hold, aDownload({ id: 7, startedAt: 1_000_900 }), UNSEEN).kind).toBe('arriving');
  expect(toHoldFinding(hold, aDownload({ id: 7, startedAt: 1_002_000 }), UNSEEN).kind).toBe('missing');
});

test('our own delivery is that, even where a killed browser gave it the number of the one before', () => {
  const hold = aHold({ downloadId: 7, startedAt: 1_000_000 });
  const delivery = aDownload({
    id: 7,
    startedAt: 9_000_000,
    isOwn: true,
    state: 'complete',
    path: '/tmp/setup.exe',
  });
  expect(toHoldFinding(hold, delivery, UNSEEN)).toEqual({ kind: 'complete', name: 'own' });
});

test.each([
  ['', 'none'],
  ['/home/anna/setup.exe', 'own'],
  ['/home/anna/setup.exe.unverified', 'marked'],
  ['C:\\Users\\anna\\setup.exe (1).unverified', 'marked'],
  ['/home/anna.unverified/setup.exe', 'own'],
])('an arriving one at "%s" has the name: %s', (path, name) => {
  expect(find({ path })).toEqual({ kind: 'arriving', name });
});

test('a file whose own name bears a mark is under its own name', () => {
  const hold = aHold({ downloadId: 7, name: 'notes.unverified.txt' });
  const download = aDownload({ id: 7, state: 'complete', path: '/tmp/notes.unverified.txt' });
  expect(toHoldFinding(hold, download, UNSEEN)).toEqual({ kind: 'complete', name: 'own' });
});

test('what a site marked itself is marked by us only where it bears one mark more', () => {
  const hold = aHold({ downloadId: 7, name: 'x.unverified.exe', heldUntil: 1 });
  const at = (name: string) =>
    toHoldFinding(hold, aDownload({ id: 7, state: 'complete', path: `/tmp/${name}` }), UNSEEN);
  expect(at('x.unverified.exe')).toEqual({ kind: 'complete', name: 'own' });
  expect(at('x.unverified.exe.unverified')).toEqual({ kind: 'complete', name: 'marked' });
  expect(at('x.unverified.exe.unverified.txt')).toEqual({ kind: 'complete', name: 'marked' });
});

test('a complete one whose file is gone was deleted', () => {
  expect(find({ state: 'complete', path: '/tmp/setup.exe', exists: false })).toEqual({ kind: 'deleted' });
});

test('only who was seen to cancel has cancelled', () => {
  const cancelled = { state: 'interrupted', error: 'USER_CANCELED' } as const;
  expect(find(cancelled)).toMatchObject({ kind: 'interrupted', byPerson: false });
  expect(find(cancelled, { wasSeenToEnd: true })).toMatchObject({ byPerson: true });
  expect(find({ ...cancelled, error: 'CRASH' }, { wasSeenToEnd: true })).toMatchObject({ byPerson: false });
});

test.each([
  ['NETWORK_TIMEOUT', 'https://files.example.org/setup.exe', true],
  ['SERVER_CONTENT_LENGTH_MISMATCH', 'https://files.example.org/setup.exe', true],
  ['FILE_TRANSIENT_ERROR', 'https://files.example.org/setup.exe', true],
  ['FILE_TRANSIENT_ERROR', 'blob:https://files.example.org/0a1b', false],
  ['FILE_ACCESS_DENIED', 'https://files.example.org/setup.exe', false],
  ['USER_CANCELED', 'https://files.example.org/setup.exe', false],
])('after %s of %s the browser goes on by itself: %s', (error, address, canResume) => {
  const download = { state: 'interrupted', error, canResume: false, addresses: [address] } as const;
  expect(find(download)).toMatchObject({ kind: 'interrupted', canResume });
});
