import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../server/errors.ts';
import { listOwnNetworks } from '../../../../server/network/guarded-networks.ts';
import { aPolicy, OWN_PUBLIC } from './own-policy.ts';

const allows = (allowedNetworks: string[], address: string, hostname: string | null = null): boolean =>
  aPolicy({ allowedNetworks }).allows(address, hostname);

describe('an allowed network', () => {
  it.each([
    ['10.0.0.0/8', '10.9.9.9', '172.16.0.1'],
    ['10.9.9.9', '10.9.9.9', '10.9.9.8'],
    ['fd00::/8', 'fd12:3456::1', 'fc00::1'],
    ['::ffff:10.0.0.0/104', '10.9.9.9', '11.0.0.0/8'],
    ['loopback', '127.0.0.1', '0.0.0.0'],
    ['loopback', '::1', '::'],
    ['localhost', '127.9.9.9', '169.254.169.254'],
    ['127.0.0.2', '127.0.0.2', '127.0.0.1'],
    ['169.254.0.0/16', '169.254.169.254', '169.253.0.1/32'],
    ['100.64.0.0/10', '100.64.0.1', '100.100.100.200'],
    ['100.100.100.200', '100.100.100.200', '100.100.100.201'],
    ['fe80::/10', 'fe80::2%eth0', 'fec0::1'],
  ])('%s opens %s, and not %s', (network, open, closed) => {
    expect(allows([], open)).toBe(false);
    expect(allows([network], open)).toBe(true);
    expect(allows([network], closed)).toBe(false);
  });

  it('opens the same address in its mapped form, and no other form that carries it', () => {
    const networks = ['loopback', '10.0.0.0/8'];
    for (const inner of ['127.0.0.1', '10.9.9.9']) {
      expect(allows(networks, `::ffff:${inner}`)).toBe(true);
      for (const form of ['::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', '2a00:1450::5efe:'])
        expect(allows(networks, `${form}${inner}`)).toBe(false);
    }
  });

  it.each([
    '127.0.0.1',
    '::1',
    '0.0.0.0',
    '169.254.169.254',
    'fe80::1',
    'fd00:ec2::254',
    'fd20:ce::254',
    '168.63.129.16',
    '100.100.100.200',
    '10.1.2.3',
    OWN_PUBLIC,
    '2a00:1450:0:1::5',
    '81.2.69.142',
    'fd00:c1::a9fe:a9fe',
    'fd00:42::42',
  ])('that is wide does not open %s by the way, nor does a name', (address) => {
    expect(
      allows(['0.0.0.0/0', '::/0', '10.0.0.0/8', 'files.example.org'], address, 'files.example.org'),
    ).toBe(false);
    expect(allows([address], address)).toBe(true);
  });
});

describe('an allowed host', () => {
  it.each([
    ['files.example.org', 'files.example.org', true],
    ['Files.Example.ORG.', 'files.example.org.', true],
    ['files.example.org', 'FILES.example.org', true],
    ['files.example.org', 'a.files.example.org', false],
    ['files.example.org', 'files.example.org.evil.example', false],
    ['files.example.org', 'evilfiles.example.org', false],
    ['*.example.org', 'a.b.example.org', true],
    ['*.example.org', 'example.org', false],
    ['*.example.org', 'evilexample.org', false],
    ['bücher.example', 'xn--bcher-kva.example', true],
    ['intranet', 'intranet', true],
  ])('%s is meant by %s: %s', (entry, hostname, open) => {
    expect(allows([entry], '10.9.9.9', hostname)).toBe(open);
  });

  it('is not meant by its address', () => {
    expect(allows(['files.example.org'], '10.9.9.9')).toBe(false);
  });
});

it('what is refused stays so, whatever is allowed', () => {
  const policy = aPolicy({
    allowedNetworks: ['10.0.0.0/8', 'files.example.org'],
    refusedNetworks: ['10.5.0.0/16', '8.8.0.0/16'],
  });
  expect(policy.allows('10.4.0.1', null)).toBe(true);
  for (const address of ['10.5.0.1', '8.8.8.8', '::ffff:8.8.8.8', '64:ff9b::8.8.8.8'])
    expect(policy.allows(address, 'files.example.org')).toBe(false);
});

describe('an entry that cannot be read', () => {
  it.each([
    '',
    '10.0.0.1/8',
    '10.0.0.0/33',
    '10/8',
    '10.1',
    'fe80::1%eth0',
    'a b',
    'http://a/',
    'a:80',
    'x/8',
    '*',
    '1.2.3.4/8/8',
  ])('“%s” is named', (entry) => {
    expect(() => aPolicy({ allowedNetworks: [entry] })).toThrow(UsageError);
    expect(() => aPolicy({ allowedNetworks: [entry] })).toThrow(
      `allowedNetworks: “${entry}” cannot be read.`,
    );
  });

  it('is told what may be meant', () => {
    expect(() => aPolicy({ allowedNetworks: ['10.0.0.1/8'] })).toThrow('write the first address');
    expect(() => aPolicy({ refusedNetworks: ['files.example.org'] })).toThrow(
      'refusedNetworks: names of hosts',
    );
  });
});

describe('a public network that this machine stands in', () => {
  it.each(['81.2.69.1', '81.2.69.255', '2a00:1450:0:1::9', '64:ff9b::81.2.69.1'])(
    'keeps %s closed',
    (address) => {
      expect(allows([], address)).toBe(false);
    },
  );

  it('is opened as any other, without this machine', () => {
    expect(allows(['81.2.69.0/24'], '81.2.69.1')).toBe(true);
    expect(allows(['neighbour.example.org'], '81.2.69.1', 'neighbour.example.org')).toBe(true);
    expect(allows(['81.2.69.0/24'], '81.2.69.142')).toBe(false);
    for (const address of ['81.2.70.1', '81.2.68.255', '2a00:1450:0:2::9'])
      expect(allows([], address)).toBe(true);
  });
});

it('the addresses of this machine are its own', () => {
  const own = listOwnNetworks();
  expect(own).not.toEqual([]);
  for (const text of own)
    expect(aPolicy({ listOwnNetworks }).allows(`${text.split('/')[0]}`, null)).toBe(false);
});

it('of many addresses the first that is not allowed is named', () => {
  const public300 = Array.from({ length: 300 }, (_, at) => `93.185.${at >> 8}.${at & 255}`);
  const policy = aPolicy();
  expect(policy.findRefused(public300, 'many.example.org')).toBeNull();
  expect(policy.findRefused([...public300, '10.0.0.1', '10.0.0.2'], 'many.example.org')).toBe('10.0.0.1');
});
