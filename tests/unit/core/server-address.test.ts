import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseServerAddress, REGIONS, regionOf } from '../../../lib/core/server-address.ts';

describe('an address that is taken', () => {
  test.each([
    ['https://scanner.example.org', 'https://scanner.example.org'],
    ['  https://scanner.example.org/  ', 'https://scanner.example.org'],
    ['scanner.example.org', 'https://scanner.example.org'],
    ['scanner.example.org:8443', 'https://scanner.example.org:8443'],
    ['HTTPS://Scanner.Example.ORG', 'https://scanner.example.org'],
    ['https://scanner.example.org:443', 'https://scanner.example.org'],
    ['https://scanner.example.org/api', 'https://scanner.example.org'],
    ['https://scanner.example.org/api/v1', 'https://scanner.example.org'],
    ['https://scanner.example.org/api/v1/', 'https://scanner.example.org'],
    ['https://scanner.example.org/api/v1/files/', 'https://scanner.example.org'],
    ['https://scanner.example.org//api/v1//', 'https://scanner.example.org'],
    ['https://example.org/scanner/api/v1/', 'https://example.org/scanner'],
    ['https://example.org/scanner///', 'https://example.org/scanner'],
    ['https://example.org/myapi', 'https://example.org/myapi'],
    ['https://example.org/api2/v1', 'https://example.org/api2/v1'],
    ['https://scanner.example.org/?token=1#top', 'https://scanner.example.org'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['http://localhost:8080/', 'http://localhost:8080'],
    ['localhost:8080', 'http://localhost:8080'],
    ['127.0.0.1:8080/api/v1/', 'http://127.0.0.1:8080'],
    ['[::1]:8080', 'http://[::1]:8080'],
    ['scanner.lan:8080', 'https://scanner.lan:8080'],
    ['http://[::1]:8080', 'http://[::1]:8080'],
    ['http://192.168.1.20', 'http://192.168.1.20'],
    ['http://scanner:8080', 'http://scanner:8080'],
    ['http://scanner.corp', 'http://scanner.corp'],
    ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ])('%s', (text, server) => {
    expect(parseServerAddress(text)).toEqual({ ok: true, server });
  });
});

describe('an address that is not taken', () => {
  test.each([
    ['', 'empty'],
    ['  \n', 'empty'],
    ['https://', 'not-an-address'],
    ['https://a b', 'not-an-address'],
    ['https://[::1', 'not-an-address'],
    ['my scanner', 'not-an-address'],
    ['https://example.org:99999', 'not-an-address'],
    ['ftp://scanner.example.org', 'not-http'],
    ['ws://scanner.example.org', 'not-http'],
    ['chrome-extension://abcdef', 'not-http'],
    ['https://user@scanner.example.org', 'has-credentials'],
    ['https://user:secret@scanner.example.org', 'has-credentials'],
    ['https://:secret@scanner.example.org', 'has-credentials'],
    ['user:secret@scanner.example.org', 'has-credentials'],
    ['http://scanner.example.org', 'not-secure'],
    ['http://127.0.0.1.example.org', 'not-secure'],
    ['http://8.8.8.8', 'not-secure'],
  ] as const)('"%s" is %s', (text, problem) => {
    expect(parseServerAddress(text)).toEqual({ ok: false, problem });
  });
});

test('whatever is taken has no slash at its end, no credentials, and is not plain http on the internet', () => {
  fc.assert(
    fc.property(
      fc.webUrl({ validSchemes: ['http', 'https'], withQueryParameters: true }),
      fc.constantFrom('', '/', '/api', '/api/v1/', '//api//', '/api/v1/files/'),
      (url, end) => {
        const parsed = parseServerAddress(url.replace(/[?#].*$/, '') + end);
        if (!parsed.ok) {
          expect(parsed.problem).toBe('not-secure');
          return;
        }
        expect(parsed.server).not.toMatch(/\/$/);
        expect(new URL(parsed.server).username).toBe('');
        expect(parseServerAddress(`${parsed.server}/api/v1/`)).toEqual(parsed);
      },
    ),
  );
});

test.each(['us', 'eu', 'aus'] as const)(
  'the region %s is known by its address, which is taken as it is',
  (region) => {
    expect(regionOf(REGIONS[region])).toBe(region);
    expect(parseServerAddress(REGIONS[region])).toEqual({ ok: true, server: REGIONS[region] });
  },
);

test.each(['', 'https://api.perception-point.io/', 'http://api.perception-point.io', 'constructor'])(
  '"%s" is no region',
  (server) => {
    expect(regionOf(server)).toBeUndefined();
  },
);
