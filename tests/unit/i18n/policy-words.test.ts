import { expect, test } from 'vitest';
import type { DownloadRule } from '../../../lib/core/download-rule.ts';
import { CONSENTED_POLICY } from '../../../lib/core/guard-policy.ts';
import {
  limitProblemWords,
  ruleProblemWords,
  ruleWords,
  unreadableWords,
} from '../../../lib/i18n/policy-words.ts';

const why = 'Our own.';

test.each<[DownloadRule, string]>([
  [{ kind: 'host', host: '*.example.org', why }, 'Host *.example.org'],
  [{ kind: 'pattern', pattern: 'https://example.org/*', why }, 'Pattern https://example.org/*'],
  [{ kind: 'ending', ending: 'tar.gz', why }, 'Files ending in .tar.gz'],
  [{ kind: 'ending', ending: '.exe', why }, 'Files ending in .exe'],
  [{ kind: 'size', atLeast: 500_000_000, why }, '500 MB and larger'],
  [{ kind: 'size', atMost: 1_000, why }, 'Up to 1 kB'],
  [{ kind: 'size', atLeast: 1_000, atMost: 2_000, why }, 'From 1 kB to 2 kB'],
])('%j is told in words', (rule, words) => {
  expect(ruleWords(rule)).toBe(words);
});

test('what could not be read is named as the page names it', () => {
  expect(unreadableWords(['mode', 'block[2]'])).toContain(
    'What Sluice does with downloads; Always refuse, line 3',
  );
  expect(unreadableWords(['guard-policy'])).toContain('all of them');
});

test.each(Object.keys(CONSENTED_POLICY))('the setting %s has a name for people', (field) => {
  expect(unreadableWords([field])).not.toContain('all of them');
});

test('what is wrong with an entry is said in sentences', () => {
  expect(limitProblemWords('too-long')).toMatch(/^The longest .*\.$/);
  expect(ruleProblemWords('not-a-host')).toMatch(/^That is no host\..*\.$/);
});
