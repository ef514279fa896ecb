import { networkInterfaces } from 'node:os';
import { toNetworks } from './to-networks.ts';

/** `loopback` in a list of networks stands for these. */
export const LOOPBACK: readonly string[] = ['127.0.0.0/8', '::1'];

/**
 * Networks that only an entry inside of them opens, so that `10.0.0.0/8` or `0.0.0.0/0` does not open them by the way:
 * this machine itself, its links, and where clouds keep the keys of a machine.
 */
export const GUARDED_NETWORKS = toNetworks([
  // "This host on this network" (RFC 1122, 3.2.1.3): systems take it for loopback.
  '0.0.0.0/8',
  '::',
  ...LOOPBACK,
  // Link-local: 169.254.169.254 of AWS, Azure, Google and most others, 169.254.170.2 of ECS, and the neighbours.
  '169.254.0.0/16',
  'fe80::/10',
  // AWS: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
  'fd00:ec2::/32',
  // Oracle: https://docs.oracle.com/iaas/Content/Compute/Tasks/gettingmetadata.htm, and its older one.
  'fd00:c1::a9fe:a9fe',
  '192.0.0.192',
  // Scaleway: https://www.scaleway.com/en/docs/instances/how-to/use-cloud-init/
  'fd00:42::42',
  // Google: https://cloud.google.com/compute/docs/metadata/querying-metadata
  'fd20:ce::254',
  // Azure's own, public by its number: https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '168.63.129.16',
  // Alibaba: https://www.alibabacloud.com/help/ecs/user-guide/view-instance-metadata
  '100.100.100.200',
]);

/** The addresses of this machine at this moment, public ones too, each with its network's length: `192.0.2.7/24`. */
export function listOwnNetworks(): string[] {
  const interfaces = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
  // An odd mask has no length: then the address alone is known.
  return interfaces.map(({ cidr, address, family }) => cidr ?? `${address}/${family === 'IPv4' ? 32 : 128}`);
}
