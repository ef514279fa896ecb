import { expect, test } from 'vitest';
import { newFileScan, newScan } from '../../../lib/core/new-scan.ts';
import { START_OF_TEST } from '../../fakes/fake-clock.ts';

const FACTS = { id: 'one', source: 'link', now: START_OF_TEST } as const;

test('a link is queued and due at once', () => {
  expect(newScan({ ...FACTS, address: 'https://user:secret@example.org/a.zip#top' })).toEqual({
    id: 'one',
    source: 'link',
    route: 'link',
    url: 'https://example.org/a.zip',
    name: 'a.zip',
    host: 'example.org',
    state: 'queued',
    createdAt: START_OF_TEST,
    dueAt: START_OF_TEST,
    attempts: 0,
    notice: 'none',
  });
});

test.each([
  ['data:text/plain,hello', 'needs-bytes', undefined],
  ['blob:https://example.org/0b5d', 'needs-bytes', undefined],
  ['javascript:alert(1)', 'withheld', 'unsupported-scheme'],
  [`https://example.org/${'a'.repeat(20_000)}`, 'withheld', 'too-long'],
] as const)('%.40s is %s at once, and the person is to be told', (address, state, withheld) => {
  const scan = newScan({ ...FACTS, address });
  expect(scan).toMatchObject({ state, finishedAt: START_OF_TEST, notice: 'due' });
  expect(scan.withheld).toBe(withheld);
  expect(scan).not.toHaveProperty('dueAt');
});

test('the name that the browser knows is better than a guess', () => {
  const address = 'https://example.org/download?id=1';
  expect(newScan({ ...FACTS, address, name: 'report.pdf' }).name).toBe('report.pdf');
  expect(newScan({ ...FACTS, address, name: '' }).name).toBe('download');
  expect(newScan({ ...FACTS, address, name: undefined }).name).toBe('download');
});

test('the number of a download is kept, also 0, and left out where there is none', () => {
  const address = 'https://example.org/a.zip';
  expect(newScan({ ...FACTS, address, downloadId: 0 }).downloadId).toBe(0);
  expect(newScan({ ...FACTS, address })).not.toHaveProperty('downloadId');
});

test('a file that a person gave is queued by its bytes, under a name that reads as what it is', () => {
  const scan = newFileScan({ id: 'one', name: 'folder/invoice\u202efdp.exe', size: 0, now: START_OF_TEST });
  expect(scan).toMatchObject({ source: 'file', route: 'bytes', state: 'queued', url: '', host: '', size: 0 });
  expect(scan.name).toBe('invoicefdp.exe');
  expect(scan.dueAt).toBe(START_OF_TEST);
});

test.each([
  ['download', 'none'],
  ['image', 'due'],
] as const)('that the bytes of a %s are missing is told: %s', (source, notice) => {
  const scan = newScan({ ...FACTS, source, address: 'blob:https://example.org/0b5d' });
  expect(scan).toMatchObject({ state: 'needs-bytes', route: 'bytes', notice });
});

test.each(['https://example.org/a.zip', 'blob:https://example.org/0b5d', 'ftp://example.org/a.zip'])(
  'what the policy keeps from the scanner is recorded, with what the rule says: %s',
  (address) => {
    const scan = newScan({ ...FACTS, address, withheld: 'allow-rule', ruleWhy: 'Our own builds.' });
    expect(scan).toMatchObject({ state: 'withheld', withheld: 'allow-rule', ruleWhy: 'Our own builds.' });
    expect(scan).not.toHaveProperty('dueAt');
    expect(newScan({ ...FACTS, address, withheld: 'too-large' })).not.toHaveProperty('ruleWhy');
  },
);

test('a link that is not to be sent needs bytes, and keeps its address for the history', () => {
  const facts = { ...FACTS, source: 'download', address: 'https://example.org/a.zip' } as const;
  const scan = newScan({ ...facts, route: 'bytes' });
  expect(scan).toMatchObject({ state: 'needs-bytes', route: 'bytes', url: facts.address, notice: 'none' });
  expect(newScan({ ...facts, route: 'link' })).toMatchObject({ state: 'queued', route: 'link' });
  const blob = newScan({ ...facts, address: 'blob:https://example.org/0b5d', route: 'link' });
  expect(blob).toMatchObject({ state: 'needs-bytes', route: 'bytes' });
});
