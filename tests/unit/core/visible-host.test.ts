import { domainToUnicode } from 'node:url';
import { expect, test } from 'vitest';
import { decodePunycode } from '../../../lib/core/decode-punycode.ts';
import { toVisibleHost } from '../../../lib/core/visible-host.ts';

test.each(['files.example.org', '127.0.0.1', '[::1]', 'localhost', ''])('%s is itself', (host) => {
  expect(toVisibleHost(host)).toEqual({ text: host, isSuspect: false });
});

test.each([
  'münchen.example',
  'пример.example',
  '例え.テスト',
  'דוגמה.example',
  'việtnam.example',
  '한국.example',
  'サーバーlab.example',
  'straße.example',
])('%s is honest, and told with how it is written', (name) => {
  const host = new URL(`https://${name}`).hostname;
  expect(toVisibleHost(host)).toEqual({ text: `${name} (${host})`, isSuspect: false });
});

test.each([
  ['Latin with one Cyrillic letter', 'pаypal.example'],
  ['Cyrillic that reads as Latin', 'аррӏе.example'],
  ['Greek that reads as Latin', 'νικι.example'],
  ['Latin with one Greek letter', 'gοogle.example'],
  ['one Armenian letter', 'exaոple.org'],
  ['Armenian that reads as Latin', 'օօ.example'],
  ['Latin with one Cherokee letter', 'Ꭺpple.example'],
  ['Cherokee that reads as Latin', 'ᏟᎫ.example'],
  ['a letter without its dot', 'pıxel.example'],
  ['a click that reads as l', 'paypaǀ.example'],
])('%s is a look-alike', (_what, name) => {
  const host = new URL(`https://${name}`).hostname;
  expect(toVisibleHost(host)).toEqual({ text: `${name} (${host})`, isSuspect: true });
});

test.each([
  'paypal.com\u2215login',
  'a\u2044b',
  'a\u29f8b',
  'a\u2236b',
  'aーb',
  '\u0261oogle',
  'google\u0338',
])('a label %j, as a punycode decoder gives it, is a look-alike', (label) => {
  expect(toVisibleHost(`${label}.evil.example`).isSuspect).toBe(true);
});

test('what can not be seen in a host is named', () => {
  expect(toVisibleHost('a\u202eb.example')).toEqual({ text: 'a⟨RLO⟩b.example', isSuspect: true });
});

test.each(['xn--', 'xn--a-', 'xn--\u00e9', 'xn--99999999999', 'xn--mnchen-3ya\u0000'])(
  '%j breaks nothing',
  (host) => {
    expect(toVisibleHost(host).text).not.toBe('');
  },
);

test.each(['mnchen-3ya', 'e1afmkfd', '1qqw23a', 'pypal-4ve', '3e0b707e'])(
  '%s is read as Node reads it',
  (encoded) => {
    expect(decodePunycode(encoded)).toBe(domainToUnicode(`xn--${encoded}.example`).split('.')[0]);
  },
);
