import { FetchError } from '../errors.ts';

/** The setting that opens a network; named to whoever is refused. */
const SETTING = 'allowedNetworks';

const NUMBER_REFUSED = `Its address stands in a network that this scanner is not allowed to connect to. The scanner's administrator can allow it with the setting ${SETTING}.`;

const NAME_REFUSED = `Its host is unknown, or stands in a network that this scanner is not allowed to connect to. The scanner's administrator can allow a network with the setting ${SETTING}.`;

/**
 * A caller's address is not connected to. The words are the same for a name that leads inside and for one that leads
 * nowhere: told apart, the names of the inside network could be tried one by one. `reason` tells them apart, for the
 * log alone.
 */
export class AddressRefusedError extends FetchError {
  readonly reason: string;

  /** @param kind whether the caller gave the address by its number, or a name that had to be resolved. */
  constructor(kind: 'number' | 'name', reason: string) {
    super('address_not_allowed', kind === 'number' ? NUMBER_REFUSED : NAME_REFUSED, { transient: false });
    this.reason = reason;
  }
}
