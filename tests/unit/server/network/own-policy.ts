import { type AddressPolicyConfig, createAddressPolicy } from '../../../../server/network/address-policy.ts';

/** A public address that the machine of these tests has. */
export const OWN_PUBLIC = '93.184.216.34';

/** What a policy says of one address, for a machine on private and public networks. */
export function aPolicy(config: Partial<AddressPolicyConfig> = {}) {
  const { findRefused } = createAddressPolicy({
    allowedNetworks: [],
    refusedNetworks: [],
    listOwnNetworks: () => [
      `${OWN_PUBLIC}/32`,
      '10.1.2.3/16',
      '2a00:1450:0:1::5/64',
      'fe80::1/64',
      '81.2.69.142/24',
    ],
    ...config,
  });
  return {
    findRefused,
    allows: (address: string, hostname: string | null): boolean => findRefused([address], hostname) === null,
  };
}

/** What a link's host becomes before anything is connected to; null where the link is not one. */
export function hostOf(link: string): string | null {
  return URL.parse(link)?.hostname.replace(/^\[(.*)\]$/, '$1') ?? null;
}
