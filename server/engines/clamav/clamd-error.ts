import { ServiceError } from '../../errors.ts';

/**
 * Why an exchange with clamd came to nothing:
 * - `unreachable`: there is no connection to be had, so nothing of the sample went there;
 * - `closed`: the connection ended without a whole reply;
 * - `timeout`: nothing moved for as long as is allowed;
 * - `bad_reply`: what answered does not speak clamd's protocol.
 */
export type ClamdFault = 'unreachable' | 'closed' | 'timeout' | 'bad_reply';

/** clamd did not do what it was asked for; `code` is `clamd_` and the fault. */
export class ClamdError extends ServiceError {
  readonly fault: ClamdFault;

  constructor(fault: ClamdFault, message: string, options?: ErrorOptions) {
    super(`clamd_${fault}`, message, options);
    this.fault = fault;
  }
}
