import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isLoopbackHost, isPrivateHost } from '../../../lib/core/host-rules.ts';

/** As the rest of the code gets a host: out of an address, as the browser normalises it. */
const hostOf = (host: string) => new URL(`http://${host}/`).hostname;

const PRIVATE = [
  // Names
  'localhost',
  'localhost.',
  'LOCALHOST',
  'a.localhost',
  'intranet',
  'wiki',
  'com',
  'printer.local',
  'printer.local.',
  'printer.local..',
  'db.internal',
  'wiki.intranet',
  'nas.lan',
  'nas.home',
  'mail.corp',
  'a.private',
  'router.home.arpa',
  'a.test',
  'host.localdomain',
  // IPv4, plain
  '0.0.0.0',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.0.0.1.',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.0.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  // IPv4, as people hide it
  '0',
  '127.1',
  '10.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '0300.0250.0.1',
  '0xA9FEA9FE',
  '３２３２２３５５２１',
  '127。0。0。1',
  '%31%32%37.0.0.1',
  // IPv6
  '[::]',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[fc00::1]',
  '[fd00::1]',
  '[fdff:ffff::1]',
  '[fe80::1]',
  '[febf::1]',
  '[fec0::1]',
  '[ff02::1]',
  '[::127.0.0.1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:10.0.0.1]',
  '[::ffff:a9fe:a9fe]',
  '[0:0:0:0:0:ffff:c0a8:1]',
  '[64:ff9b::10.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:a00:1::1]',
  '[2002:c0a8:101::]',
];

const PUBLIC = [
  'example.org',
  'example.org.',
  'files.example.co.uk',
  'xn--mnchen-3ya.de',
  'münchen.de',
  'пример.рф',
  '10.example.com',
  '127.0.0.1.example.com',
  '192.168.0.1.nip.io',
  'fd00.example',
  'localhost.example.com',
  'local.example.com',
  'notlocal.com',
  'evil-localhost.com',
  'internal.example.com',
  'corp.com',
  'contest.org',
  'test.com',
  'lan.party',
  'home.example.arpa',
  '1.1.1.1',
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.1',
  '169.253.255.255',
  '169.255.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.0.1.0',
  '192.167.255.255',
  '192.169.0.0',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '134744072',
  '[2001:4860:4860::8888]',
  '[2606:4700::1111]',
  '[::ffff:8.8.8.8]',
  '[64:ff9b::8.8.8.8]',
  '[2002:808:808::1]',
];

describe('a host that no scanner outside may hear of', () => {
  test.each(PRIVATE)('%s', (host) => {
    expect(isPrivateHost(hostOf(host))).toBe(true);
  });

  test('is what has no name at all', () => {
    expect(isPrivateHost('')).toBe(true);
    expect(isPrivateHost('.')).toBe(true);
  });

  test.each(['[', '[]', '[1:2:3]', '[:::]', '[g::]', '[1:2:3:4:5:6:7:8:9]', '[12345::]'])(
    'is %s, which is no address: in doubt it stays here',
    (host) => {
      expect(isPrivateHost(host)).toBe(true);
    },
  );
});

describe('a host of the public internet', () => {
  test.each(PUBLIC)('%s', (host) => {
    expect(isPrivateHost(hostOf(host))).toBe(false);
  });
});

describe('in general', () => {
  const octet = fc.nat(255);

  test('a name below a public one is public, whatever it begins with', () => {
    fc.assert(
      fc.property(fc.constantFrom(...PRIVATE.filter((host) => /^[\w.]+$/.test(host))), (host) => {
        expect(isPrivateHost(`${host.replace(/\.+$/, '')}.example.org`)).toBe(false);
      }),
    );
  });

  test('an IPv4 address is the same inside a mapped, a translated and a 6to4 one', () => {
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const plain = isPrivateHost(`${a}.${b}.${c}.${d}`);
        const hex = `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
        expect(isPrivateHost(hostOf(`[::ffff:${a}.${b}.${c}.${d}]`))).toBe(plain);
        expect(isPrivateHost(hostOf(`[64:ff9b::${hex}]`))).toBe(plain);
        expect(isPrivateHost(hostOf(`[2002:${hex}::1]`))).toBe(plain);
      }),
    );
  });

  test('an IPv4 address is the same however it is written', () => {
    fc.assert(
      fc.property(octet, octet, octet, octet, (a, b, c, d) => {
        const plain = isPrivateHost(`${a}.${b}.${c}.${d}`);
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        const ways = [String(number), `0x${number.toString(16)}`, `${a}.${b}.${c * 256 + d}`];
        for (const way of ways) expect(isPrivateHost(hostOf(way))).toBe(plain);
      }),
    );
  });

  test('everything that is this machine is private', () => {
    fc.assert(
      fc.property(octet, octet, octet, (b, c, d) => {
        const host = `127.${b}.${c}.${d}`;
        expect([isLoopbackHost(host), isPrivateHost(host)]).toEqual([true, true]);
      }),
    );
  });
});

test.each([
  ['localhost', true],
  ['localhost.', true],
  ['scanner.localhost', true],
  ['127.0.0.1', true],
  ['127.1', true],
  ['[::1]', true],
  ['192.168.0.1', false],
  ['127.0.0.1.example.com', false],
  ['localhost.example.com', false],
  ['notlocalhost', false],
])('is %s this machine? %s', (host, expected) => {
  expect(isLoopbackHost(hostOf(host))).toBe(expected);
});
