import { isIP } from 'node:net';
import { UsageError } from '../errors.ts';
import { LOOPBACK } from './guarded-networks.ts';
import { type IpNetwork, parseNetwork } from './ip-network.ts';
import { toNetworks } from './to-networks.ts';

/** A host by its name; `below` means every name below it, and not itself. */
export type HostEntry = { name: string; below: boolean };

/** What a list of networks in the configuration says. */
export type NetworkEntries = { networks: IpNetwork[]; hosts: HostEntry[] };

const ADVICE =
  'Write a network such as 10.0.0.0/8 or fd00::/8, one address, the name of a host, *.example.org, or loopback.';

/**
 * Reads a list of networks: CIDR, single addresses, names of hosts, `*.` and a name for all below it, or `loopback`.
 * @param setting the setting's name, for the error.
 * @throws UsageError that quotes the entry that is none of these.
 */
export function parseNetworkEntries(entries: readonly string[], setting: string): NetworkEntries {
  const all = entries.map((entry) => {
    const read = toEntries(entry);
    if (read === null)
      throw new UsageError(`${setting}: “${entry}” cannot be read. ${toHint(entry) ?? ADVICE}`);
    return read;
  });
  return { networks: all.flatMap(({ networks }) => networks), hosts: all.flatMap(({ hosts }) => hosts) };
}

/** Whether a text can stand in a list of networks. */
export function isNetworkEntry(text: string): boolean {
  return toEntries(text) !== null;
}

/** Whether a text can stand in a list of networks in which names mean nothing. */
export function isClosableEntry(text: string): boolean {
  return toEntries(text)?.hosts.length === 0;
}

/** Whether one of the hosts is meant by a name as addresses have it. */
export function namesHost(hosts: readonly HostEntry[], hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return hosts.some((host) => (host.below ? name.endsWith(`.${host.name}`) : name === host.name));
}

function toEntries(text: string): NetworkEntries | null {
  if (/^(loopback|localhost)$/i.test(text)) return { networks: toNetworks(LOOPBACK), hosts: [] };
  const network = parseNetwork(text);
  if (network !== null) return { networks: [network], hosts: [] };
  const host = parseHost(text);
  return host === null ? null : { networks: [], hosts: [host] };
}

function parseHost(entry: string): HostEntry | null {
  const below = entry.startsWith('*.');
  const written = (below ? entry.slice(2) : entry).replace(/\.$/, '');
  // The parser of addresses turns names into the form in which they come from links: lower case, ASCII.
  const name = /^[^\s/:@?#%[\]\\*]+$/.test(written) ? URL.parse(`http://${written}/`)?.hostname : undefined;
  return name === undefined || name === '' || isIP(name) !== 0 ? null : { name, below };
}

/** For the most common slip: an address inside the network in the place of the network's own. */
function toHint(entry: string): string | null {
  const [address = '', length = ''] = entry.split('/');
  const isSlip = isIP(address) !== 0 && /^\d{1,3}$/.test(length);
  return isSlip && Number(length) <= (isIP(address) === 4 ? 32 : 128)
    ? 'The address has bits beyond the length after the slash: write the first address of the network.'
    : null;
}
