import { UsageError } from '../errors.ts';
import { GUARDED_NETWORKS } from './guarded-networks.ts';
import { holds, type IpAddress, type IpNetwork, isWithin, parseAddress, parseNetwork } from './ip-network.ts';
import { isPublicAddress } from './is-public-address.ts';
import { namesHost, parseNetworkEntries } from './network-entry.ts';
import { toCarriedAddress } from './to-carried-address.ts';

export type AddressPolicyConfig = {
  /** Opened in addition to the public internet; see `parseNetworkEntries`. */
  allowedNetworks: readonly string[];
  /** Closed whatever else is said: networks and addresses only, since a name would not keep anybody out. */
  refusedNetworks: readonly string[];
  /** The addresses of this machine; asked again for each decision, as they change. */
  listOwnAddresses: () => readonly string[];
};

export type AddressPolicy = {
  /**
   * Whether the service may connect to an address on behalf of a caller.
   * @param address as the socket gets it; what is no address is never allowed.
   * @param hostname the name that led to it, null where the caller gave the address itself.
   */
  allows: (address: string, hostname: string | null) => boolean;
};

/**
 * The rule of what callers can make the service connect to: the public internet, and what the configuration opens.
 * This machine, its links and metadata services are opened only by an entry that lies within them.
 * @throws UsageError for an entry that cannot be read.
 */
export function createAddressPolicy(config: AddressPolicyConfig): AddressPolicy {
  const allowed = parseNetworkEntries(config.allowedNetworks, 'allowedNetworks');
  const refused = parseNetworkEntries(config.refusedNetworks, 'refusedNetworks');
  if (refused.hosts.length > 0)
    throw new UsageError('refusedNetworks: names of hosts cannot be refused, since they have addresses too.');

  function allows(text: string, hostname: string | null): boolean {
    const address = parseAddress(text);
    if (address === null || isRefused(address)) return false;
    const carried = toCarriedAddress(address);
    if (carried !== null && !isOpenToAll(carried)) return false;
    const guards = listGuards(address);
    const opening = allowed.networks.filter((network) => holds(network, address));
    if (guards.length > 0) return opening.some((network) => guards.some((guard) => isWithin(network, guard)));
    if (opening.length > 0 || (hostname !== null && namesHost(allowed.hosts, hostname))) return true;
    return isPublicAddress(address);
  }

  function isRefused(address: IpAddress): boolean {
    return refused.networks.some((network) => holds(network, address));
  }

  function listGuards(address: IpAddress): IpNetwork[] {
    const own = config.listOwnAddresses().flatMap((text) => parseNetwork(text.replace(/%.*$/, '')) ?? []);
    return [...GUARDED_NETWORKS, ...own].filter((network) => holds(network, address));
  }

  /** What is behind a translator or in a tunnel is never of an inside network, whatever is allowed. */
  function isOpenToAll(address: IpAddress): boolean {
    return !isRefused(address) && listGuards(address).length === 0 && isPublicAddress(address);
  }

  return { allows };
}
