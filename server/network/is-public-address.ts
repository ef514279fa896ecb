import { holds, type IpAddress } from './ip-network.ts';
import { toNetworks } from './to-networks.ts';

/**
 * All of IPv6 that is given out for the internet (https://www.iana.org/assignments/ipv6-unicast-address-assignments), and
 * the translator's prefix, behind which a public address of IPv4 is as public as without it (RFC 6052, 3.1).
 */
const GLOBAL_UNICAST = toNetworks(['2000::/3']);
const NAT64 = toNetworks(['64:ff9b::/96']);

/**
 * Whether an address is one of the public internet by its number alone: nothing that the registries of special
 * addresses (RFC 6890, https://www.iana.org/assignments/iana-ipv4-special-registry and its IPv6 twin) set apart, and
 * nothing that IPv6 has not given out. Says nothing of an address that it carries, see `toCarriedAddress`.
 */
export function isPublicAddress(address: IpAddress): boolean {
  const isIn = (networks: typeof NAT64): boolean => networks.some((network) => holds(network, address));
  if (address.kind() === 'ipv4') return address.range() === 'unicast';
  return isIn(NAT64) || (isIn(GLOBAL_UNICAST) && address.range() === 'unicast');
}
