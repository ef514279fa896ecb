import { BlockList } from 'node:net';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { toIpv4Notations, toIpv6Carriers, toIpv6Notations } from './notations.ts';
import { aPolicy, hostOf, OWN_PUBLIC } from './own-policy.ts';
import { INFRASTRUCTURE_IPV4, SPECIAL_IPV4, SPECIAL_IPV6 } from './special-networks.ts';

const policy = aPolicy();
const RUNS = { numRuns: 60 };

/** Bytes of an address in a network: first, last, and anything between. */
function inNetwork(network: string, prefix: number): fc.Arbitrary<number[]> {
  const base = ipaddr.parse(network).toByteArray();
  const fill = (bytes: readonly number[]): number[] =>
    base.map((byte, at) => byte | ((bytes[at] ?? 0) & (0xff >> Math.min(8, Math.max(0, prefix - at * 8)))));
  const any = fc.array(fc.nat(255), { minLength: base.length, maxLength: base.length });
  return fc
    .oneof(
      any,
      fc.constantFrom(
        base.map(() => 0),
        base.map(() => 255),
      ),
    )
    .map(fill);
}

const refuses = (host: string): void => {
  const name = hostOf(`http://${host}/`);
  // What is no link is refused where it is submitted.
  if (name !== null) expect(`${host} ${policy.allows(name, null)}`).toBe(`${host} false`);
};

describe('every address of', () => {
  it.each([...SPECIAL_IPV4, ...INFRASTRUCTURE_IPV4, [OWN_PUBLIC, 32], ['81.2.69.0', 24]] as const)(
    '%s/%i is refused in every notation, and inside of IPv6',
    (network, prefix) => {
      fc.assert(
        fc.property(inNetwork(network, prefix), (bytes) => {
          toIpv4Notations(bytes).forEach(refuses);
          for (const text of toIpv6Carriers(bytes)) refuses(`[${text}]`);
        }),
        RUNS,
      );
    },
  );

  it.each(SPECIAL_IPV6)('%s/%i is refused in every notation', (network, prefix) => {
    fc.assert(
      fc.property(inNetwork(network, prefix), (bytes) => {
        for (const text of toIpv6Notations(bytes)) refuses(`[${text}]`);
      }),
      RUNS,
    );
  });
});

describe('an address that is not special', () => {
  const special = new BlockList();
  for (const [network, prefix] of [...SPECIAL_IPV4, ...INFRASTRUCTURE_IPV4])
    special.addSubnet(network, prefix, 'ipv4');
  for (const [network, prefix] of SPECIAL_IPV6) special.addSubnet(network, prefix, 'ipv6');
  special.addAddress(OWN_PUBLIC);
  special.addSubnet('81.2.69.0', 24, 'ipv4');
  special.addSubnet('2a00:1450:0:1::', 64, 'ipv6');

  it('is allowed, as itself, mapped, and through NAT64', () => {
    const anyIpv4 = inNetwork('0.0.0.0', 0).filter((bytes) => !special.check(bytes.join('.')));
    fc.assert(
      fc.property(anyIpv4, (bytes) => {
        for (const host of toIpv4Notations(bytes))
          expect(policy.allows(hostOf(`http://${host}/`) ?? '', null)).toBe(true);
        const tail = bytes.join('.');
        for (const text of [`::ffff:${tail}`, `64:ff9b::${tail}`])
          expect(policy.allows(text, null)).toBe(true);
      }),
    );
  });

  it('is allowed in IPv6', () => {
    const anyIpv6 = inNetwork('2000::', 3)
      .map((bytes) => ipaddr.fromByteArray(bytes).toString())
      .filter((text) => !special.check(text, 'ipv6') && !text.includes(':5efe:'));
    fc.assert(fc.property(anyIpv6, (text) => policy.allows(text, null)));
  });
});

it('what is no address is never allowed', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!ipaddr.isValid(text));
      expect(policy.allows(text, 'files.example.org')).toBe(false);
    }),
  );
});
