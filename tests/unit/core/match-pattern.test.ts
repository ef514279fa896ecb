import { describe, expect, test } from 'vitest';
import { isMatchPattern, matchesHost, matchesPattern } from '../../../lib/core/match-pattern.ts';

describe('a pattern', () => {
  test.each([
    'https://example.org/*',
    '*://*/*',
    ' https://*.example.org/a/*.exe ',
    'http://192.168.0.1:8080/',
    'http://[::1]/*',
    'https://example.org:*/*',
    'HTTPS://Example.org/*',
  ])('is %s', (text) => {
    expect(isMatchPattern(text)).toBe(true);
  });

  test.each([
    '',
    '*',
    'example.org',
    'https://example.org',
    'ftp://example.org/*',
    'https://exa*mple.org/*',
    'https://*example.org/*',
    'https://*.*.org/*',
    'https:///*',
    'https://user@example.org/*',
    'https://example.org?x/*',
    'https://example.org:port/*',
    '<all_urls>',
  ])('is not %j, which matches nothing', (text) => {
    expect(isMatchPattern(text)).toBe(false);
    expect(matchesPattern('https://example.org/', text)).toBe(false);
  });
});

test.each([
  ['https://example.org/a/b.exe', 'https://example.org/*', true],
  ['https://example.org/a/b.exe', 'https://example.org/*.exe', true],
  ['https://example.org/a/b.exe', 'https://example.org/a/*/c', false],
  ['https://example.org/a', 'https://example.org/a', true],
  ['https://example.org/ab', 'https://example.org/a', false],
  ['https://example.org/aa', 'https://example.org/a*a', true],
  ['https://example.org/a', 'https://example.org/a*a', false],
  ['https://example.org/1a2b3', 'https://example.org/*a*b*', true],
  ['https://example.org/1b2a3', 'https://example.org/*a*b*', false],
  ['https://example.org/xa/ab', 'https://example.org/*a*ab', true],
  ['https://example.org/ab', 'https://example.org/*ab*ab', false],
  ['https://example.org/get?file=a.exe', 'https://example.org/*a.exe', true],
  ['https://example.org/get?file=a.exe#x', 'https://example.org/*a.exe', true],
  ['http://example.org/', 'https://example.org/*', false],
  ['http://example.org/', '*://example.org/*', true],
  ['ftp://example.org/', '*://example.org/*', false],
  ['https://sub.example.org/', 'https://*.example.org/*', true],
  ['https://example.org/', 'https://*.example.org/*', true],
  ['https://badexample.org/', 'https://*.example.org/*', false],
  ['https://evil.test/.example.org/', 'https://*.example.org/*', false],
  ['https://example.org.evil.test/', 'https://*.example.org/*', false],
  ['https://example.org@evil.test/', 'https://example.org/*', false],
  ['https://example.org:8443/', 'https://example.org/*', true],
  ['https://example.org:8443/', 'https://example.org:443/*', false],
  ['https://example.org/', 'https://example.org:443/*', true],
  ['https://anything.example/', '*://*/*', true],
  ['blob:https://example.org/1-2', 'https://example.org/*', false],
  ['no address', '*://*/*', false],
])('%s matches %s: %s', (address, pattern, expected) => {
  expect(matchesPattern(address, pattern)).toBe(expected);
});

test('takes no time to speak of, whatever the pattern', () => {
  const address = `https://example.org/${'a'.repeat(16_000)}`;
  // With a regular expression this would not end.
  expect(matchesPattern(address, `https://example.org/${'*a'.repeat(4_000)}*b`)).toBe(false);
});

test.each([
  ['example.org', 'example.org', true],
  ['example.org.', 'Example.ORG', true],
  ['sub.example.org', 'example.org', false],
  ['sub.example.org', '*.example.org', true],
  ['example.org', '*.example.org', true],
  ['notexample.org', '*.example.org', false],
  ['xn--mnchen-3ya.de', 'münchen.de', true],
  ['www.xn--mnchen-3ya.de', '*.münchen.de', true],
  ['127.0.0.1', '127.1', true],
  ['example.org', '*', true],
  ['example.org', '', false],
  ['example.org', '*.', false],
  ['', '*', false],
])('the host %j is named by %j: %s', (host, named, expected) => {
  expect(matchesHost(host, named)).toBe(expected);
});
