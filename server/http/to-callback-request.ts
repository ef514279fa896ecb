import type { JsonObject } from '../../lib/api/wire.ts';
import { RequestError } from '../errors.ts';
import type { NewScan } from '../storage/scan-store.ts';

type CallbackFields = {
  callback_url?: string | undefined;
  callback_params?: JsonObject | undefined;
  callback_headers?: { [name: string]: string } | undefined;
};

/**
 * What a submission says of its callback. Params are repeated in the answer, with or without a callback.
 * @throws RequestError 400 for headers without an address.
 */
export function toCallbackRequest(fields: CallbackFields): Pick<NewScan, 'callback' | 'callbackParams'> {
  const { callback_url: url, callback_params: params, callback_headers: headers } = fields;
  const callbackParams = params ?? null;
  if (url !== undefined) return { callbackParams, callback: { url, headers: headers ?? {} } };
  if (headers === undefined) return { callbackParams, callback: null };
  throw new RequestError(400, {
    callback_headers: ['Send callback_headers only together with callback_url.'],
  });
}
