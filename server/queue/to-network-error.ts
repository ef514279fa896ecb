import { FetchError, SampleStoreError, TooLargeError } from '../errors.ts';
import { AddressRefusedError } from '../network/address-refused-error.ts';

/** Names what ended a try: the clock, what has its name already, or a fault of the connection. */
export function toNetworkError(error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  if (error instanceof FetchError || error instanceof TooLargeError || error instanceof SampleStoreError)
    return error;
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof AddressRefusedError) return cause;
  // The words of `fetch` for https://fetch.spec.whatwg.org/#port-blocking, which has no code.
  if (cause instanceof Error && cause.message === 'bad port')
    return new FetchError(
      'port_not_allowed',
      'Its port is one of another service, such as mail, from which browsers fetch nothing either.',
      { transient: false },
    );
  const code =
    cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : 'network';
  // `error` itself stays out as a cause: its message may quote the address.
  return new FetchError('network', `The connection failed (${code}).`, { transient: code !== 'ENOTFOUND' });
}
