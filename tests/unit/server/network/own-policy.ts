import {
  type AddressPolicy,
  type AddressPolicyConfig,
  createAddressPolicy,
} from '../../../../server/network/address-policy.ts';

/** A public address that the machine of these tests has. */
export const OWN_PUBLIC = '93.184.216.34';

/** A policy for a machine with one public and one private address. */
export function aPolicy(config: Partial<AddressPolicyConfig> = {}): AddressPolicy {
  return createAddressPolicy({
    allowedNetworks: [],
    refusedNetworks: [],
    listOwnAddresses: () => [OWN_PUBLIC, '10.1.2.3', '2a00:1450::5', 'fe80::1%eth0'],
    ...config,
  });
}

/** What a link's host becomes before anything is connected to; null where the link is not one. */
export function hostOf(link: string): string | null {
  return URL.parse(link)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? null;
}
