import ipaddr from 'ipaddr.js';
import { holds, type IpAddress } from './ip-network.ts';
import { toNetworks } from './to-networks.ts';

/** Prefixes after which an IPv4 address follows, and at which byte. */
const CARRIERS = [
  // NAT64, RFC 6052, 2.1
  { networks: toNetworks(['64:ff9b::/96']), at: 12, mask: 0 },
  // 6to4, RFC 3056
  { networks: toNetworks(['2002::/16']), at: 2, mask: 0 },
  // Teredo, RFC 4380, 4: every bit is turned over
  { networks: toNetworks(['2001::/32']), at: 12, mask: 0xff },
];

/** The IPv4 address to which a translator or a tunnel would take one of IPv6; null where there is none. */
export function toCarriedAddress(address: IpAddress): ipaddr.IPv4 | null {
  if (address instanceof ipaddr.IPv4) return null;
  const known = CARRIERS.find(({ networks }) => networks.some((network) => holds(network, address)));
  if (known === undefined && !isIsatap(address)) return null;
  const { at, mask } = known ?? { at: 12, mask: 0 };
  const bytes = address.toByteArray().slice(at, at + 4);
  return new ipaddr.IPv4(bytes.map((byte) => byte ^ mask));
}

/** RFC 5214, 6.1: the interface's part is 0000:5efe or 0200:5efe, and then the IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return ((parts[4] ?? 0) & 0xfdff) === 0 && parts[5] === 0x5efe;
}
