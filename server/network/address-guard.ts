import { type LookupAddress, type LookupAllOptions, lookup as resolveBySystem } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { promisify } from 'node:util';
import type { AddressPolicy } from './address-policy.ts';
import { AddressRefusedError } from './address-refused-error.ts';

/** All addresses of a name. Rejects as `dns.lookup` does. */
export type Resolve = (hostname: string, options: LookupAllOptions) => Promise<LookupAddress[]>;

export const resolveWithSystem: Resolve = promisify(resolveBySystem);

export type AddressGuard = {
  /**
   * For hosts that are addresses already, which sockets look up nowhere.
   * @param hostname as in `URL.hostname`, with or without brackets; names pass.
   * @throws AddressRefusedError
   */
  requireAllowed: (hostname: string) => void;
  /**
   * Resolves a name for a socket, and fails with AddressRefusedError where one of the answers may not be connected to.
   * The socket takes what is answered here and asks nobody again, so that the address that was checked is the one
   * that it connects to, whatever the name means a moment later.
   */
  lookup: LookupFunction;
};

/** Stands between the sockets of the service and what callers make it connect to. */
export function createAddressGuard(policy: AddressPolicy, resolve: Resolve): AddressGuard {
  function requireAllowed(hostname: string): void {
    const address = hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(address) !== 0 && policy.findRefused([address], null) !== null)
      throw new AddressRefusedError('number', `${address} is not allowed`);
  }

  async function resolveAllowed(hostname: string, options: LookupAllOptions): Promise<LookupAddress[]> {
    const answers = await resolve(hostname, options).catch((error: unknown) => {
      throw isUnknownName(error) ? new AddressRefusedError('name', 'ENOTFOUND') : error;
    });
    const addresses = answers.map(({ address }) => address);
    const refused = policy.findRefused(addresses, hostname);
    if (refused !== null)
      throw new AddressRefusedError('name', `it resolves to ${refused}, which is not allowed`);
    return answers;
  }

  const lookup: LookupFunction = (hostname, options, callback) => {
    resolveAllowed(hostname, { ...options, all: true }).then(
      (answers) => {
        const [first] = answers;
        if (first === undefined) callback(new AddressRefusedError('name', 'no address'), '');
        else if (options.all === true) callback(null, answers);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    );
  };

  return { requireAllowed, lookup };
}

function isUnknownName(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && (error.code === 'ENOTFOUND' || error.code === 'ENODATA')
  );
}
