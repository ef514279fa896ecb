import { expect, test } from 'vitest';
import type { DownloadRule } from '../../../lib/core/download-rule.ts';
import { EMPTY_RULE_INPUT, parseRule, type RuleInput, toRuleInput } from '../../../lib/core/parse-rule.ts';

function anInput(given: Partial<RuleInput>): RuleInput {
  return { ...EMPTY_RULE_INPUT, why: 'Our own.', ...given };
}

const why = 'Our own.';

test.each<[Partial<RuleInput>, DownloadRule]>([
  [
    { kind: 'host', value: ' Files.Example.org ' },
    { kind: 'host', host: 'files.example.org', why },
  ],
  [
    { kind: 'host', value: '*.example.org' },
    { kind: 'host', host: '*.example.org', why },
  ],
  [
    { kind: 'host', value: '*' },
    { kind: 'host', host: '*', why },
  ],
  [
    { kind: 'host', value: 'münchen.de' },
    { kind: 'host', host: 'münchen.de', why },
  ],
  [
    { kind: 'host', value: '[::1]' },
    { kind: 'host', host: '[::1]', why },
  ],
  [
    { kind: 'pattern', value: 'https://*.example.org/r/*' },
    { kind: 'pattern', pattern: 'https://*.example.org/r/*', why },
  ],
  [
    { kind: 'ending', value: '.EXE' },
    { kind: 'ending', ending: 'exe', why },
  ],
  [
    { kind: 'ending', value: '*.tar.gz' },
    { kind: 'ending', ending: 'tar.gz', why },
  ],
  [
    { kind: 'size', atLeast: '1,5' },
    { kind: 'size', atLeast: 1_500_000, why },
  ],
  [
    { kind: 'size', atMost: '0' },
    { kind: 'size', atMost: 0, why },
  ],
  [
    { kind: 'size', atLeast: '1', atMost: '1' },
    { kind: 'size', atLeast: 1_000_000, atMost: 1_000_000, why },
  ],
])('%j is a rule', (input, rule) => {
  expect(parseRule(anInput(input))).toEqual({ ok: true, rule });
});

test.each<[Partial<RuleInput>, string]>([
  [{ kind: 'host', value: ' ' }, 'no-host'],
  [{ kind: 'host', value: 'https://example.org' }, 'not-a-host'],
  [{ kind: 'host', value: 'example.org/files' }, 'not-a-host'],
  [{ kind: 'host', value: 'example.org:8080' }, 'not-a-host'],
  [{ kind: 'host', value: 'anna@example.org' }, 'not-a-host'],
  [{ kind: 'host', value: '*.' }, 'not-a-host'],
  [{ kind: 'host', value: 'exa*mple.org' }, 'not-a-host'],
  [{ kind: 'pattern', value: '' }, 'not-a-pattern'],
  [{ kind: 'pattern', value: 'example.org' }, 'not-a-pattern'],
  [{ kind: 'ending', value: '*.' }, 'no-ending'],
  [{ kind: 'ending', value: 'setup exe' }, 'not-an-ending'],
  [{ kind: 'ending', value: 'e*e' }, 'not-an-ending'],
  [{ kind: 'size' }, 'no-size'],
  [{ kind: 'size', atLeast: 'big' }, 'not-a-size'],
  [{ kind: 'size', atMost: '-1' }, 'not-a-size'],
  [{ kind: 'size', atLeast: '2', atMost: '1' }, 'sizes-crossed'],
  [{ kind: 'host', value: 'example.org', why: ' ' }, 'no-why'],
])('%j is refused as %s', (input, problem) => {
  expect(parseRule(anInput(input))).toEqual({ ok: false, problem });
});

test.each<DownloadRule>([
  { kind: 'host', host: '*.example.org', why },
  { kind: 'pattern', pattern: '*://example.org/*', why },
  { kind: 'ending', ending: 'tar.gz', why },
  { kind: 'size', atLeast: 1, atMost: 1_234_567, why },
  { kind: 'size', atMost: 500_000_000, why },
])('$kind is the same after the form', (rule) => {
  expect(parseRule(toRuleInput(rule))).toEqual({ ok: true, rule });
});
