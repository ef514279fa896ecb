import { describe, expect, test } from 'vitest';
import { isAnotherPage, isLinkRefused, isNotTheFile } from '../../../lib/core/is-not-the-file.ts';
import { PROBLEMS } from '../../../lib/core/problem.ts';
import type { Scan } from '../../../lib/core/scan.ts';
import { SCAN_STATES } from '../../../lib/core/scan-machine.ts';
import { VERDICTS } from '../../../lib/core/verdict.ts';
import { aPollingScan, aResult, aScan } from '../../factories/scan-factory.ts';

const SHA = 'ab'.repeat(32);
const download = (given: Partial<Scan> = {}) =>
  aPollingScan({ source: 'download', name: 'setup.exe', ...given });
const evidence = (name: string) => [{ name, description: '', verdict: 'unknown' }] as const;
const unfetched = aResult({ verdict: 'unknown', evidence: evidence('fetch_failed') });
const page = aResult({ sample: { type: 'text/html; charset=utf-8', sha256: SHA } });

describe('the result of a link', () => {
  test.each([
    ['could not be fetched', unfetched, 'unreachable-link'],
    ['says nothing, and saw nothing', aResult({ verdict: 'unknown' }), 'unreachable-link'],
    ['is of a page in place of a program', page, 'login-page'],
    ['says nothing of what was seen', aResult({ verdict: 'unknown', sample: { sha256: SHA } }), undefined],
    ['is locked', aResult({ verdict: 'unknown', evidence: evidence('Encrypted') }), undefined],
    ['is clean', aResult({ sample: { type: 'application/zip', sha256: SHA } }), undefined],
    ['is clean, and names no hash', aResult(), undefined],
  ] as const)('that %s', (_what, result, because) => {
    expect(isNotTheFile(download(), result)).toBe(because);
  });

  test('that is malicious stands', () => {
    const malicious = { verdict: 'malicious' } as const;
    expect(isNotTheFile(download(), { ...unfetched, ...malicious })).toBeUndefined();
    expect(isNotTheFile(download(), { ...page, ...malicious })).toBeUndefined();
  });

  test.each([
    ['nobody downloads', { source: 'link' }],
    ['was given up already', { route: 'bytes' }],
  ] as const)('that %s stands', (_what, part) => {
    for (const result of [unfetched, page]) expect(isNotTheFile(download(part), result)).toBeUndefined();
  });

  test.each(VERDICTS)('with the verdict %s and a hash is of a file that was seen', (verdict) => {
    expect(isNotTheFile(download(), aResult({ verdict, sample: { sha256: SHA } }))).toBeUndefined();
  });
});

describe('a page', () => {
  test.each([
    ['setup.exe', '', true],
    ['setup.exe', 'application/octet-stream', true],
    ['setup.exe', 'text/html', false],
    ['setup.exe', 'text/plain; charset=utf-8', true],
    ['page.HTML', '', false],
    ['page.html', 'application/octet-stream', false],
    ['page.html', 'application/pdf', true],
    ['download.php', '', false],
    ['download.php', 'application/zip', true],
    ['notes.txt', 'text/plain', false],
    ['icon.svg', 'image/svg+xml', true],
    ['download', '', false],
    ['.exe', '', false],
    ['', '', false],
  ])('where the browser got "%s" of the type "%s": %s', (name, type, isOther) => {
    expect(isAnotherPage({ name, type }, { type: 'text/html' })).toBe(isOther);
    expect(isAnotherPage({ name, type }, { type: 'application/zip' })).toBe(false);
    expect(isAnotherPage({ name, type }, {})).toBe(false);
    expect(isAnotherPage({ name, type }, undefined)).toBe(false);
  });
});

test('only a refusal of a submission is one of its link', () => {
  const refused = PROBLEMS.filter((problem) => isLinkRefused(download({ state: 'submitting' }), problem));
  expect(refused).toEqual(['refused']);
  const states = SCAN_STATES.filter((state) => isLinkRefused(download({ state }), 'refused'));
  expect(states).toEqual(['submitting']);
  expect(isLinkRefused(aScan({ state: 'submitting' }), 'refused')).toBe(false);
  expect(isLinkRefused(download({ state: 'submitting', route: 'bytes' }), 'refused')).toBe(false);
});
