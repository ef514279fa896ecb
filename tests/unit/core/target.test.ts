import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_URL_LENGTH, mayBeSentTo, toFileName, toTarget } from '../../../lib/core/target.ts';

const MB = 1_048_576;

describe('a link', () => {
  test.each([
    ['https://example.org/a/report.pdf', 'https://example.org/a/report.pdf', 'report.pdf'],
    ['  https://example.org/a.zip\n', 'https://example.org/a.zip', 'a.zip'],
    ['https://user:secret@example.org/a.zip', 'https://example.org/a.zip', 'a.zip'],
    ['https://user@example.org/a.zip', 'https://example.org/a.zip', 'a.zip'],
    ['https://example.org/a.zip#secret', 'https://example.org/a.zip', 'a.zip'],
    ['https://example.org/a.zip#', 'https://example.org/a.zip', 'a.zip'],
    ['https://example.org/a.zip?id=1#x', 'https://example.org/a.zip?id=1', 'a.zip'],
    ['http://EXAMPLE.org', 'http://example.org/', 'example.org'],
    ['https://example.org/a/', 'https://example.org/a/', 'example.org'],
    ['https://example.org/Stra%C3%9Fe%20.pdf', 'https://example.org/Stra%C3%9Fe%20.pdf', 'Straße .pdf'],
    ['https://example.org/100%.pdf', 'https://example.org/100%.pdf', '100%.pdf'],
    ['https://example.org/100%/%C3%9F.pdf', 'https://example.org/100%/%C3%9F.pdf', 'ß.pdf'],
    ['https://example.org/%E4%F6.pdf', 'https://example.org/%E4%F6.pdf', '%E4%F6.pdf'],
    ['https://example.org/%00a', 'https://example.org/%00a', 'a'],
    ['https://example.org/a%2F..%2Fb.exe', 'https://example.org/a%2F..%2Fb.exe', 'b.exe'],
    ['https://example.org/a%5Cb.exe', 'https://example.org/a%5Cb.exe', 'b.exe'],
    ['https://example.org/%E2%80%AE', 'https://example.org/%E2%80%AE', 'example.org'],
  ])('%s', (address, url, name) => {
    expect(toTarget(address)).toEqual({ kind: 'link', url, host: new URL(url).hostname, name });
  });

  test('of a private host is still a link: whether it is sent is another question', () => {
    expect(toTarget('http://192.168.0.1/firmware.bin')).toMatchObject({ kind: 'link', host: '192.168.0.1' });
  });

  test('keeps the direction of its name to itself', () => {
    const address = 'https://example.org/invoice%E2%80%AEfdp.exe';
    expect(toTarget(address)).toMatchObject({ url: address, name: 'invoicefdp.exe' });
  });

  test('of the longest length is taken, one longer is kept back and cut', () => {
    const longest = `https://example.org/${'a'.repeat(MAX_URL_LENGTH - 'https://example.org/'.length)}`;
    expect(toTarget(longest)).toMatchObject({ kind: 'link', url: longest });
    expect(toTarget(`${longest}b`)).toEqual({
      kind: 'withheld',
      reason: 'too-long',
      url: longest,
      host: 'example.org',
      name: 'example.org',
    });
  });

  test('is measured without what is taken out of it', () => {
    expect(toTarget(`https://example.org/a#${'b'.repeat(MAX_URL_LENGTH)}`).kind).toBe('link');
  });

  test('never holds credentials or a fragment', () => {
    const word = fc.stringMatching(/^[a-z\d]{1,8}$/);
    fc.assert(
      fc.property(word, word, fc.webUrl({ withFragments: true }), (user, password, url) => {
        const target = toTarget(url.replace('://', `://${user}:${password}@`));
        const read = new URL(target.url);
        expect([target.kind, read.username, read.password, read.hash]).toEqual(['link', '', '', '']);
        expect(target.url).not.toContain('#');
      }),
    );
  });
});

describe('bytes that only this browser has', () => {
  test.each([
    ['data:text/plain,hello', 'text/plain'],
    ['data:application/zip;base64,UEsDBA==', 'application/zip'],
    ['DATA:text/html,hello', 'text/html'],
    ['data:,hello', 'data'],
    ['data:', 'data'],
  ])('%s', (address, name) => {
    expect(toTarget(address)).toEqual({ kind: 'bytes', url: address, host: '', name });
  });

  test.each(['data', 'DATA'])('of 8 MB are cut to their beginning, with %s:', (scheme) => {
    const target = toTarget(`${scheme}:application/octet-stream;base64,${'QUFB'.repeat(2 * MB)}`);
    expect(target.kind).toBe('bytes');
    expect(target.url).toHaveLength(64);
    expect(target.name).toBe('application/octet-stream');
  });

  test('have a short name, whatever their type says', () => {
    expect(toTarget(`data:${'a'.repeat(8 * MB)},b`).name.length).toBeLessThanOrEqual(64);
  });

  test.each([
    ['blob:https://example.org/0b5d-11', 'example.org', '0b5d-11'],
    ['blob:https://example.org:8080/0b5d-11', 'example.org', '0b5d-11'],
    ['blob:null/0b5d-11', '', '0b5d-11'],
    ['blob:chrome-extension://abcdef/0b5d-11', '', '0b5d-11'],
  ])('%s', (address, host, name) => {
    expect(toTarget(address)).toEqual({ kind: 'bytes', url: address, host, name });
  });
});

describe('an address that no scanner can fetch', () => {
  test.each([
    ['ftp://example.org/a.zip', 'example.org'],
    ['file:///etc/passwd', ''],
    ['javascript:alert(1)', ''],
    ['JavaScript:alert(1)', ''],
    ['about:blank', ''],
    ['mailto:a@example.org', ''],
    ['chrome-extension://abcdef/page.html', ''],
    ['magnet:?xt=urn:btih:00', ''],
  ])('%s is withheld', (address, host) => {
    expect(toTarget(address)).toMatchObject({ kind: 'withheld', reason: 'unsupported-scheme', host });
  });

  test.each(['', 'hello', 'example.org/a.zip', 'https://', '//example.org/a', 'https://a b/'])(
    '"%s" is withheld',
    (address) => {
      expect(toTarget(address)).toMatchObject({ kind: 'withheld', reason: 'unsupported-scheme' });
    },
  );

  test.each([
    'ftp://user:secret@example.org/a.zip#secret',
    'ftp:user:secret@example.org/a.zip',
    'ssh://user:secret@example.org/#secret',
    'view-source:https://user:secret@example.org/#secret',
    'https://user:secret@exa mple.org/#secret',
  ])('%s is kept without its secrets', (address) => {
    const { url, name } = toTarget(address);
    expect(url + name).not.toMatch(/secret|user/);
    expect(url).toContain('mple.org');
  });

  test('of any length is cut', () => {
    expect(toTarget(`javascript:${'a'.repeat(8 * MB)}`).url).toHaveLength(MAX_URL_LENGTH);
    expect(toTarget('a'.repeat(8 * MB)).url).toHaveLength(64);
  });
});

test('anything at all is read as something, without throwing', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (address) => {
      expect(['link', 'bytes', 'withheld']).toContain(toTarget(address).kind);
    }),
  );
});

describe('whether an address may be sent', () => {
  test.each([
    ['example.org', 'https://api.perception-point.io', true],
    ['192.168.0.1', 'https://api.perception-point.io', false],
    ['intranet', 'https://scanner.example.org:8443', false],
    ['', 'https://scanner.example.org', false],
    ['192.168.0.1', 'http://127.0.0.1:8080', true],
    ['intranet', 'https://scanner.corp', true],
    ['192.168.0.1', 'https://127.0.0.1.example.org', false],
    ['example.org', 'http://127.0.0.1:8080', true],
  ])('%s to %s: %s', (host, server, expected) => {
    expect(mayBeSentTo(host, server)).toBe(expected);
  });
});

describe("a file's name", () => {
  test.each([
    ['/home/ada/Downloads/report.pdf', 'report.pdf'],
    ['C:\\Users\\Ada\\report.pdf', 'report.pdf'],
    ['C:\\Users\\Ada/report.pdf', 'report.pdf'],
    ['report.pdf', 'report.pdf'],
    ['/home/ada/', ''],
    ['', ''],
    ['/tmp/日本語.txt', '日本語.txt'],
    ['/tmp/תמונה.jpg', 'תמונה.jpg'],
    ['/tmp/invoice\u202Efdp.exe', 'invoicefdp.exe'],
    ['/tmp/\u2066a\u2069\u200F.exe', 'a.exe'],
    ['/tmp/line\nbreak\u0000.exe', 'linebreak.exe'],
  ])('of %j is %j', (path, name) => {
    expect(toFileName(path)).toBe(name);
  });
});

describe('a name for people', () => {
  test.each([
    ['invoice.pdf\u00a0\u00a0\u00a0\u2003\u2800.exe', 'invoice.pdf .exe'],
    ['invoice\u200b\u2060.pdf', 'invoice.pdf'],
    ['C:\\Users\\anna\\setup.exe', 'setup.exe'],
    [`${'a'.repeat(5_000)}.pdf.exe`, `${'a'.repeat(214)}…${'a'.repeat(32)}.pdf.exe`],
  ])('%.40s is told as %.40s', (path, name) => {
    expect(toFileName(path)).toBe(name);
  });

  test('of an address that only this browser has holds no secret', () => {
    expect(toTarget('blob:https://user:secret@example.org/0b5d#key').url).toBe(
      'blob:https://example.org/0b5d',
    );
  });
});

test.each([
  'user:secret@host.example/x',
  'https://user:secret/w@host.example/x',
  'https://user:secret?w@host.example/x',
  'ftp://user:secret/w@host.example/x',
  'feed:user:secret@host.example',
  'view-source:https:\\\\user:secret@host.example/',
])('of %j, which is no address to be taken apart, no password is kept', (address) => {
  const { url, name } = toTarget(address);
  expect(`${url} ${name}`).not.toContain('secret');
  expect(url).toContain('host.example');
});
