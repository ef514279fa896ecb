import { UsageError } from '../errors.ts';
import { GUARDED_NETWORKS } from './guarded-networks.ts';
import {
  holds,
  type IpAddress,
  type IpNetwork,
  isWithin,
  parseAddress,
  parseInterface,
} from './ip-network.ts';
import { isPublicAddress } from './is-public-address.ts';
import { namesHost, parseNetworkEntries } from './network-entry.ts';
import { toCarriedAddress } from './to-carried-address.ts';

export type AddressPolicyConfig = {
  /** Opened in addition to the public internet; see `parseNetworkEntries`. */
  allowedNetworks: readonly string[];
  /** Closed whatever else is said: networks and addresses only, since a name would not keep anybody out. */
  refusedNetworks: readonly string[];
  /** The addresses of this machine with their networks (`192.0.2.7/24`); asked again for each decision, as they change. */
  listOwnNetworks: () => readonly string[];
};

export type AddressPolicy = {
  /**
   * The first of some addresses to which the service may not connect on behalf of a caller; null where it may to all.
   * @param addresses as a socket gets them; what is no address is never allowed.
   * @param hostname the name that led to them, null where the caller gave the address itself.
   */
  findRefused: (addresses: readonly string[], hostname: string | null) => string | null;
};

/** This machine at the moment of a decision: its own addresses, and the networks to which it is connected. */
type Own = { addresses: IpNetwork[]; networks: IpNetwork[] };

/**
 * The rule of what callers can make the service connect to: the public internet without the networks that this machine
 * stands in, and what the configuration opens. This machine, its links and metadata services are opened only by an entry
 * that lies within them.
 * @throws UsageError for an entry that cannot be read.
 */
export function createAddressPolicy(config: AddressPolicyConfig): AddressPolicy {
  const allowed = parseNetworkEntries(config.allowedNetworks, 'allowedNetworks');
  const refused = parseNetworkEntries(config.refusedNetworks, 'refusedNetworks');
  if (refused.hosts.length > 0)
    throw new UsageError('refusedNetworks: names of hosts cannot be refused, since they have addresses too.');

  function findRefused(addresses: readonly string[], hostname: string | null): string | null {
    const own = toOwn(config.listOwnNetworks());
    return addresses.find((text) => !allows(parseAddress(text), hostname, own)) ?? null;
  }

  function allows(address: IpAddress | null, hostname: string | null, own: Own): boolean {
    if (address === null || isIn(refused.networks, address)) return false;
    const carried = toCarriedAddress(address);
    if (carried !== null && !isOpenToAll(carried, own)) return false;
    const guards = listGuards(address, own);
    const opening = allowed.networks.filter((network) => holds(network, address));
    if (guards.length > 0) return opening.some((network) => guards.some((guard) => isWithin(network, guard)));
    if (opening.length > 0 || (hostname !== null && namesHost(allowed.hosts, hostname))) return true;
    return isPublicAddress(address) && !isIn(own.networks, address);
  }

  /** What is behind a translator or in a tunnel is never of an inside network, whatever is allowed. */
  function isOpenToAll(address: IpAddress, own: Own): boolean {
    const isInside = isIn([...refused.networks, ...own.networks], address);
    return !isInside && listGuards(address, own).length === 0 && isPublicAddress(address);
  }

  return { findRefused };
}

function toOwn(interfaces: readonly string[]): Own {
  const all = interfaces.flatMap((text) => parseInterface(text) ?? []);
  return { addresses: all.map(({ address }) => address), networks: all.map(({ network }) => network) };
}

function listGuards(address: IpAddress, own: Own): IpNetwork[] {
  return [...GUARDED_NETWORKS, ...own.addresses].filter((network) => holds(network, address));
}

function isIn(networks: readonly IpNetwork[], address: IpAddress): boolean {
  return networks.some((network) => holds(network, address));
}
