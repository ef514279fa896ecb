import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** An address of the internet protocol, parsed. */
export type IpAddress = ipaddr.IPv4 | ipaddr.IPv6;

/** A network in CIDR notation (RFC 4632, RFC 4291, 2.3): `address` has no bits beyond the first `prefix` ones. */
export type IpNetwork = { address: IpAddress; prefix: number };

/**
 * Parses an address as `net.isIP` takes it: four decimal parts, or IPv6 with or without a zone, which is left out. An
 * IPv4-mapped one (RFC 4291, 2.5.5.2) is answered as IPv4, since that is what the system connects to.
 * @returns null where the text is no address.
 */
export function parseAddress(text: string): IpAddress | null {
  if (isIP(text) === 0) return null;
  const address = parseWritten(text.replace(/%.*$/, ''));
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

/**
 * Parses `10.0.0.0/8`, `fd00::/8` and the like; an address alone is the network of that one address.
 * @returns null where the text is neither, or where the address has bits beyond its prefix.
 */
export function parseNetwork(text: string): IpNetwork | null {
  const [start = '', length, ...more] = text.split('/');
  if (isIP(start) === 0 || start.includes('%') || more.length > 0) return null;
  const written = parseWritten(start);
  const bits = written.kind() === 'ipv4' ? 32 : 128;
  if (length !== undefined && !(/^\d{1,3}$/.test(length) && Number(length) <= bits)) return null;
  const prefix = length === undefined ? bits : Number(length);
  if (hasBitsBeyond(written, prefix)) return null;
  const isMapped = written instanceof ipaddr.IPv6 && written.isIPv4MappedAddress() && prefix >= 96;
  return isMapped ? { address: written.toIPv4Address(), prefix: prefix - 96 } : { address: written, prefix };
}

/** An address with the length of its network, as interfaces have it (`192.0.2.7/24`): itself, and all of the network. */
export function parseInterface(text: string): { address: IpNetwork; network: IpNetwork } | null {
  const [start = '', length = ''] = text.split('/');
  const address = parseNetwork(start.replace(/%.*$/, ''));
  const prefix = Number(length);
  if (address === null || !/^\d{1,3}$/.test(length) || prefix > address.prefix) return null;
  const bytes = address.address.toByteArray().map((byte, at) => byte & ~(0xff >> toKeptBits(prefix, at)));
  return { address, network: { address: ipaddr.fromByteArray(bytes), prefix } };
}

/** Whether a network holds an address. One of IPv4 never holds one of IPv6, nor the other way round. */
export function holds(network: IpNetwork, address: IpAddress): boolean {
  return network.address.kind() === address.kind() && address.match(network.address, network.prefix);
}

/** Whether `inner` lies within `outer`, or is the same. */
export function isWithin(inner: IpNetwork, outer: IpNetwork): boolean {
  return inner.prefix >= outer.prefix && holds(outer, inner.address);
}

/** The library takes `::192.0.2.1` for the mapped `::ffff:192.0.2.1`; without dots there is nothing to be mistaken. */
function parseWritten(text: string): IpAddress {
  const plain = isIP(text) === 6 ? new URL(`http://[${text}]/`).hostname.slice(1, -1) : text;
  return ipaddr.parse(plain);
}

function hasBitsBeyond(address: IpAddress, prefix: number): boolean {
  return address.toByteArray().some((byte, at) => (byte & (0xff >> toKeptBits(prefix, at))) !== 0);
}

/** How many bits of an address's byte belong to its network. */
function toKeptBits(prefix: number, at: number): number {
  return Math.min(8, Math.max(0, prefix - at * 8));
}
