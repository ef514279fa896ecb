import { RequestError } from '../errors.ts';
import type { AddressGuard } from '../network/address-guard.ts';
import { AddressRefusedError } from '../network/address-refused-error.ts';
import type { NewScan } from '../storage/scan-store.ts';

/**
 * Refuses a callback to an address, given by its number, that could never be called. Names are looked up when the
 * callback is sent, since what they mean may change until then.
 * @throws RequestError 400 naming `callback_url`.
 */
export function requireAllowedCallback(
  callback: NewScan['callback'],
  { requireAllowed }: Pick<AddressGuard, 'requireAllowed'>,
): void {
  if (callback === null) return;
  try {
    requireAllowed(new URL(callback.url).hostname);
  } catch (error) {
    if (error instanceof AddressRefusedError) throw new RequestError(400, { callback_url: [error.message] });
    throw error;
  }
}
