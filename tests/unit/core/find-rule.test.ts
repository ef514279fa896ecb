import { expect, test } from 'vitest';
import type { DownloadRule } from '../../../lib/core/download-rule.ts';
import { findRule, type RuleFacts } from '../../../lib/core/find-rule.ts';

const FACTS: RuleFacts = {
  addresses: ['https://short.example/x', 'https://files.example.org/a/setup.exe'],
  name: 'setup.exe',
  size: 1_000,
};
const host = (named: string): DownloadRule => ({ kind: 'host', host: named, why: 'because' });
const ending = (text: string): DownloadRule => ({ kind: 'ending', ending: text, why: 'because' });
const size = (sizes: { atLeast?: number; atMost?: number }): DownloadRule => ({
  kind: 'size',
  why: 'because',
  ...sizes,
});

test.each<[DownloadRule, Partial<RuleFacts>, boolean]>([
  [host('files.example.org'), {}, true],
  [host('short.example'), {}, true],
  [host('example.org'), {}, false],
  [host('*.example.org'), { addresses: ['blob:https://www.example.org/1'] }, true],
  [host('*'), { addresses: ['data:text/plain,a'] }, false],
  [{ kind: 'pattern', pattern: 'https://*/a/*', why: '' }, {}, true],
  [{ kind: 'pattern', pattern: 'https://*/b/*', why: '' }, {}, false],
  [ending('exe'), {}, true],
  [ending('.EXE'), { name: 'Setup.Exe' }, true],
  [ending('exe'), { name: 'setup.exe. .' }, true],
  [ending('exe'), { name: 'setup.\u202eexe\u200b' }, true],
  [ending('exe'), { name: 'C:\\Downloads\\setup.exe' }, true],
  [ending('exe'), { name: 'exe' }, false],
  [ending('exe'), { name: 'setup.exe.pdf' }, false],
  [ending('xe'), {}, false],
  [ending('tar.gz'), { name: 'a.tar.gz' }, true],
  [ending('tar.gz'), { name: 'a.gz' }, false],
  [ending(''), {}, false],
  [ending('exe'), { name: '' }, false],
  [size({ atLeast: 1_000 }), {}, true],
  [size({ atLeast: 1_001 }), {}, false],
  [size({ atMost: 1_000 }), {}, true],
  [size({ atMost: 999 }), {}, false],
  [size({ atLeast: 1, atMost: 2_000 }), {}, true],
  [size({ atMost: 1_000 }), { size: undefined }, false],
  [size({ atMost: 0 }), { size: 0 }, true],
  [size({}), {}, false],
])('%j with %j: %s', (rule, given, expected) => {
  expect(findRule([rule], { ...FACTS, ...given })).toBe(expected ? rule : undefined);
});

test('the first one that matches counts', () => {
  const rules = [host('other.example'), host('files.example.org'), ending('exe')];
  expect(findRule(rules, FACTS)).toBe(rules[1]);
  expect(findRule([], FACTS)).toBeUndefined();
});
